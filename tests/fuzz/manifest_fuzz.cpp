// SPDX-License-Identifier: Apache-2.0
// Manifests and lists of an index of any bytes, as they are or with a right checksum. What is
// parsed is written as it was read, and its options are understood or refused.
#include <string>

#include "base/check.h"
#include "base/hash.h"
#include "dedup/index_list.h"
#include "pipeline/run_identity.h"
#include "tests/fuzz/fuzz_input.h"
#include "write/manifest.h"

namespace {

using namespace galley;

void check_error(const Error& error) {
  GALLEY_CHECK(!error.what.empty() && !error.remedy.empty());
}

void check_manifest(std::string_view text) {
  const Result<Manifest> manifest = parse_manifest(text, "manifest.json");
  if (!manifest) return check_error(manifest.error());
  // Written anew it says the same, if not in the same bytes: JSON may be laid out otherwise.
  const std::string written = to_json(*manifest);
  const Result<Manifest> again = parse_manifest(written, "manifest.json");
  GALLEY_CHECK(again && to_json(*again) == written);
  GALLEY_CHECK(again->outputs.size() == manifest->outputs.size());
  const Result<RecordedWork> work = recorded_work(manifest->options, "manifest.json");
  if (!work) check_error(work.error());
  static_cast<void>(manifest->identity());
}

void check_list(std::string_view text) {
  const Result<IndexList> list = parse_index_list(text, "index");
  if (!list) return check_error(list.error());
  const Result<IndexList> again = parse_index_list(to_text(*list), "index");
  GALLEY_CHECK(again && *again == *list);
  static_cast<void>(list->state(list->runs.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzInput input(data, size);
  const std::uint8_t shape = input.byte();
  std::string text(input.rest());
  const bool seals = (shape & 2) != 0;
  if ((shape & 1) != 0) {
    if (seals) text += "checksum " + to_hex(hash128(text.data(), text.size())) + "\n";
    check_list(text);
  } else {
    if (seals) {
      text += ",\n  \"checksum\": \"" + to_hex(hash128(text.data(), text.size())) + "\"\n}\n";
    }
    check_manifest(text);
  }
  return 0;
}
