// SPDX-License-Identifier: Apache-2.0
// Any words behind any command: understood or refused with a remedy. Values by themselves: a size
// that is read is written and read again as the same; what is told of a value can be printed.
#include <string>
#include <vector>

#include "base/check.h"
#include "base/utf8.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/values.h"
#include "tests/fuzz/fuzz_input.h"

namespace {

using namespace galley;

constexpr CommandBit kBits[] = {kClean,   kRepair,  kDedup,  kLearn, kVerify,
                                kRestore, kExplain, kReport, kBench};

// A message is one line of text, whatever the words were.
void check_error(const Error& error) {
  const std::string line = error_line(error);
  GALLEY_CHECK(is_valid_utf8(line) && line.find('\n') == std::string::npos);
}

void check_values(const std::string& value) {
  if (const auto size = parse_size("memory", value); size) {
    const auto again = parse_size("memory", size_word(*size));
    GALLEY_CHECK(again && *again == *size);
  } else {
    check_error(size.error());
  }
  const auto count = parse_count("threads", value, 1, 1024);
  GALLEY_CHECK(!count || (*count >= 1 && *count <= 1024));
  if (!count) check_error(count.error());
  const auto share = parse_fraction("similarity", value, 500'000, 950'000);
  GALLEY_CHECK(!share || (*share >= 500'000 && *share <= 950'000));
  if (!share) check_error(share.error());
  if (const auto encoding = parse_encoding("encoding", value); !encoding) {
    check_error(encoding.error());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzInput input(data, size);
  const std::uint8_t shape = input.byte();
  std::vector<std::string> words;
  while (!input.is_empty() && words.size() < 16) words.emplace_back(input.until_nul());
  // One of them: each is looked for among the names of all encodings.
  if (!words.empty()) check_values(words[shape % words.size()]);
  const CommandBit command = kBits[shape % std::size(kBits)];
  Result<CommandLine> line = parse_words(command, words);
  if (!line) {
    check_error(line.error());
    return 0;
  }
  if (Status checked = check_words(command, *line); !checked) check_error(checked.error());
  return 0;
}
