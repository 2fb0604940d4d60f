// SPDX-License-Identifier: Apache-2.0
// residual FILE [OPTION=VALUE...]: what the search for duplicates leaves behind, measured against
// an exact join of all pairs of distinct texts. Options: limit=PARAGRAPHS similarity=PPM
// min-letters=N threads=N numbers=distinguish.
//
// Of the pairs at or above the threshold it counts those with both sides kept, over distinct texts
// and over paragraphs (a text with n copies counts n times). Each removal's keeper must be kept,
// and at or above the threshold by the sets made here, which share no code with the search's.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <unordered_map>

#include "base/hash.h"
#include "base/letters.h"
#include "base/try.h"
#include "bench/all_pairs_join.h"
#include "bench/paragraph_file.h"
#include "galley/dedup.h"

namespace galley {
namespace {

constexpr std::uint32_t kKept = ~0u;

std::vector<std::uint64_t> shingles_of(std::u32string_view letters) {
  std::vector<std::uint64_t> set;
  if (letters.size() < 5) set.push_back(hash64(letters.data(), letters.size() * 4, 7));
  for (std::size_t i = 0; i + 5 <= letters.size(); ++i) {
    set.push_back(hash64(letters.data() + i, 20, 7));
  }
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

bool is_long_enough(std::u32string_view letters, std::uint64_t min_letters) {
  std::uint64_t quarters = 0;
  for (const char32_t c : letters) quarters += c <= U'9' || c >= 0x1100 ? 4u : 1u;
  return quarters >= 4 * min_letters;
}

struct Found {
  std::uint64_t pairs = 0;
  std::uint64_t left = 0;
};

Status run(const std::string& path, std::map<std::string, std::string> words) {
  const auto number = [&](const char* name, std::uint64_t otherwise) {
    if (!words.contains(name)) return otherwise;
    std::uint64_t value = 0;
    const std::string& word = words[name];
    std::from_chars(word.data(), word.data() + word.size(), value);
    return value;
  };
  DedupOptions options;
  options.numbers = words["numbers"] == "distinguish" ? Numbers::kDistinguish : Numbers::kIgnore;
  options.similarity_ppm = static_cast<std::uint32_t>(number("similarity", 800'000));
  options.min_letters = static_cast<std::uint32_t>(number("min-letters", 20));
  GALLEY_ASSIGN(const ParagraphFile file, ParagraphFile::read(path));
  std::vector<std::string_view> paragraphs;
  std::vector<std::u32string> letters;
  LetterBuffer buffer;
  for (const std::string_view paragraph : file.paragraphs()) {
    if (paragraphs.size() == number("limit", ~0u)) break;
    buffer.clear();
    append_letters(paragraph, buffer);
    std::u32string text(buffer.letters().begin(), buffer.letters().end());
    if (text.empty() || !is_long_enough(text, options.min_letters)) continue;
    paragraphs.push_back(paragraph);
    letters.push_back(std::move(text));
  }
  GALLEY_ASSIGN(const std::vector<Removal> removals,
                find_duplicates(paragraphs, options, static_cast<int>(number("threads", 1))));
  std::vector<std::uint32_t> keeper(paragraphs.size(), kKept);
  for (const Removal& r : removals) keeper[r.ord] = static_cast<std::uint32_t>(r.keeper_ord);

  std::uint64_t wrong = 0;
  for (const Removal& r : removals) {
    std::vector<std::uint64_t> both = shingles_of(letters[r.ord]);
    const std::vector<std::uint64_t> other = shingles_of(letters[r.keeper_ord]);
    const std::uint64_t sizes = both.size() + other.size();
    both.insert(both.end(), other.begin(), other.end());
    std::sort(both.begin(), both.end());
    const auto united =
        static_cast<std::uint64_t>(std::unique(both.begin(), both.end()) - both.begin());
    const bool right = keeper[r.keeper_ord] == kKept &&
                       (sizes - united) * 1'000'000 / united == r.similarity_ppm &&
                       r.similarity_ppm >= options.similarity_ppm;
    wrong += right ? 0u : 1u;
  }

  // Distinct texts, how many copies each has, and how many of these were kept.
  std::unordered_map<std::u32string_view, std::uint32_t> number_of;
  std::vector<std::vector<std::uint64_t>> sets;
  std::vector<std::uint64_t> copies;
  std::vector<std::uint64_t> kept;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const auto [at, is_new] =
        number_of.try_emplace(letters[i], static_cast<std::uint32_t>(sets.size()));
    if (is_new) {
      sets.push_back(shingles_of(letters[i]));
      copies.push_back(0);
      kept.push_back(0);
    }
    ++copies[at->second];
    kept[at->second] += keeper[i] == kKept ? 1u : 0u;
  }
  Found texts;
  Found all;
  for (std::size_t i = 0; i < copies.size(); ++i) {
    all.pairs += copies[i] * (copies[i] - 1) / 2;
    all.left += kept[i] * (kept[i] - (kept[i] > 0 ? 1 : 0)) / 2;
  }
  std::array<Found, 5> by_similarity;
  all_pairs_join(sets, options.similarity_ppm,
                 [&](std::uint32_t a, std::uint32_t b, std::uint64_t common, std::uint64_t united) {
                   const bool left = kept[a] > 0 && kept[b] > 0;
                   ++texts.pairs;
                   texts.left += left ? 1u : 0u;
                   all.pairs += copies[a] * copies[b];
                   all.left += kept[a] * kept[b];
                   const std::uint64_t similarity = common * 1'000'000 / united;
                   const std::uint64_t above = similarity - options.similarity_ppm;
                   Found& step = by_similarity[std::min<std::uint64_t>(4, above / 50'000)];
                   ++step.pairs;
                   step.left += left ? 1u : 0u;
                 });
  const auto share = [](const Found& f) {
    return f.pairs == 0 ? 0.0 : static_cast<double>(f.left) / static_cast<double>(f.pairs);
  };
  fmt::print("paragraphs {} distinct {} removed {} wrong {}\n", paragraphs.size(), sets.size(),
             removals.size(), wrong);
  fmt::print("pairs of distinct texts {} both kept {} residual {:.5f}\n", texts.pairs, texts.left,
             share(texts));
  fmt::print("pairs of paragraphs     {} both kept {} residual {:.5f}\n", all.pairs, all.left,
             share(all));
  for (std::size_t i = 0; i < by_similarity.size(); ++i) {
    fmt::print("  from {:.2f}: {} both kept {} residual {:.5f}\n",
               static_cast<double>(options.similarity_ppm) / 1e6 + 0.05 * static_cast<double>(i),
               by_similarity[i].pairs, by_similarity[i].left, share(by_similarity[i]));
  }
  return {};
}

}  // namespace
}  // namespace galley

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: residual FILE [OPTION=VALUE...]\n");
    return 2;
  }
  std::map<std::string, std::string> words;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    const std::size_t equals = std::min(word.find('='), word.size());
    words[word.substr(0, equals)] = equals < word.size() ? word.substr(equals + 1) : "";
  }
  const galley::Status status = galley::run(argv[1], words);
  if (status) return 0;
  fmt::print(stderr, "residual: {}\n", galley::to_string(status.error()));
  return 1;
}
