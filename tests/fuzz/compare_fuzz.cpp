// SPDX-License-Identifier: Apache-2.0
// Two texts compared, by shingles and by alignment: what the fast code says is what sets of strings
// and the whole matrix say, either way round.
#include <array>
#include <memory>
#include <string>

#include "base/check.h"
#include "base/numbers.h"
#include "dedup/comparison.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/reference/slow_duplicates.h"

namespace {

using namespace galley;

constexpr std::size_t kKinds = 2 * 2 * 8;

std::uint32_t compared(Comparison& comparison, const PreparedText& a, const PreparedText& b) {
  if (!comparison.may_match(a, b)) return 0;
  comparison.set_text(a);
  return comparison.compare_with(b);
}

// What takes megabytes to make is made once for each kind of options, and anew now and then: the
// numbers that an alphabet gives come to their end, and decide nothing.
struct Shared {
  explicit Shared(const DedupOptions& options)
      : place(options), comparison(make_comparison(place)) {}
  ComparisonPlace place;
  std::unique_ptr<Comparison> comparison;
};

Comparison& comparison_of(const DedupOptions& options, std::size_t kind) {
  static std::array<std::unique_ptr<Shared>, kKinds> all;
  static std::uint64_t runs = 0;
  if (++runs % 20'000 == 0) all = {};
  if (!all[kind]) all[kind] = std::make_unique<Shared>(options);
  return *all[kind]->comparison;
}

PreparedText prepared(Comparison& comparison, std::string_view text) {
  PreparedText out;
  comparison.read(text, out);
  comparison.complete(out);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzInput input(data, std::min<std::size_t>(size, 600));
  DedupOptions options;
  const std::uint8_t shape = input.byte();
  options.preset = (shape & 1) != 0 ? DedupPreset::kOcr : DedupPreset::kDefault;
  options.numbers = (shape & 2) != 0 ? Numbers::kIgnore : Numbers::kDistinguish;
  const std::uint8_t similarity_step = input.byte() % 8;
  options.similarity_ppm = 500'000 + similarity_step * 62'500u;
  const std::string a = valid_text(input.until_nul());
  const std::string b = valid_text(input.rest());
  const std::u32string a_letters = letters_of(a), b_letters = letters_of(b);
  if (a_letters.empty() || b_letters.empty()) return 0;
  Comparison& comparison = comparison_of(options, (shape & 3u) * 8u + similarity_step);
  const PreparedText first = prepared(comparison, a), second = prepared(comparison, b);
  const std::uint32_t similarity = compared(comparison, first, second);
  if (options.preset == DedupPreset::kDefault || a_letters.size() == b_letters.size()) {
    GALLEY_CHECK(similarity == compared(comparison, second, first));
  }
  if (options.preset == DedupPreset::kDefault) {
    std::vector<std::uint64_t> a_numbers, b_numbers;
    read_numbers(a, a_numbers);
    read_numbers(b, b_numbers);
    const bool may_be_one =
        options.numbers == Numbers::kIgnore || numbers_agree(a_numbers, b_numbers);
    const std::uint32_t slow = slow_similarity_ppm(a_letters, b_letters);
    GALLEY_CHECK(similarity == (may_be_one && slow >= options.similarity_ppm ? slow : 0));
    return 0;
  }
  static Alignment alignment;
  alignment.set_text(first.letters);
  for (const auto ends : {Alignment::Ends::kCounted, Alignment::Ends::kFree}) {
    GALLEY_CHECK(alignment.distance_to(second.letters, ends) ==
                 slow_distance(a_letters, b_letters, ends == Alignment::Ends::kFree));
  }
  return 0;
}
