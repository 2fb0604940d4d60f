// SPDX-License-Identifier: Apache-2.0
#include "cli/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>

#include "base/utf8.h"

namespace galley {

namespace {

std::unexpected<Error> wrong_value(std::string_view option, std::string_view value,
                                   std::string what, std::string remedy) {
  return fail(ErrorCode::kUsage, fmt::format("--{} {}", option, value), std::move(what),
              std::move(remedy));
}

}  // namespace

Result<std::uint64_t> parse_size(std::string_view option, std::string_view value) {
  std::uint64_t number = 0;
  const char* const end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, number);
  std::string_view unit(rest, static_cast<std::size_t>(end - rest));
  unsigned shift = 0;
  if (!unit.empty() && unit != "B") {
    const std::size_t power = std::string_view("KMGT").find(unit.front() & ~0x20);
    shift = power == std::string_view::npos ? 64 : 10 * (static_cast<unsigned>(power) + 1);
    unit.remove_prefix(1);
    if (!unit.empty() && unit != "B" && unit != "iB") shift = 64;
  }
  const bool fits = error == std::errc() && shift < 64 &&
                    number <= std::numeric_limits<std::uint64_t>::max() >> shift;
  if (!fits) {
    return wrong_value(option, value, "is no size",
                       "write a number of bytes, or one like 512M or 2G");
  }
  return number << shift;
}

std::string size_word(std::uint64_t bytes) {
  unsigned power = 0;
  while (power < 4 && bytes != 0 && bytes % 1024 == 0) {
    bytes /= 1024;
    ++power;
  }
  return fmt::format("{}{}", bytes,
                     std::string_view("KMGT").substr(0, power).substr(power == 0 ? 0 : power - 1));
}

Result<std::uint64_t> parse_size_within(std::string_view option, std::string_view value,
                                        std::uint64_t low, std::uint64_t high) {
  const Result<std::uint64_t> size = parse_size(option, value);
  if (!size) return size;
  if (*size < low) {
    return wrong_value(option, value, "is too little",
                       high == UINT64_MAX ? fmt::format("write a size from {}", size_word(low))
                                          : fmt::format("write a size from {} to {}",
                                                        size_word(low), size_word(high)));
  }
  if (*size > high) {
    return wrong_value(
        option, value, "is too much",
        low == 0 ? fmt::format("write a size up to {}", size_word(high))
                 : fmt::format("write a size from {} to {}", size_word(low), size_word(high)));
  }
  return size;
}

Result<std::uint64_t> parse_count(std::string_view option, std::string_view value,
                                  std::uint64_t low, std::uint64_t high) {
  std::uint64_t number = 0;
  const char* const end = value.data() + value.size();
  const auto [rest, error] = std::from_chars(value.data(), end, number);
  if (error != std::errc() || rest != end || number < low || number > high) {
    return wrong_value(option, value, "is out of range",
                       fmt::format("write a whole number from {} to {}", low, high));
  }
  return number;
}

Result<std::vector<std::uint32_t>> parse_tasks(std::string_view option, std::string_view value) {
  constexpr std::uint64_t kMostTasks = 10'000'000;
  const auto wrong = [&] {
    return wrong_value(option, value, "names no tasks", "write numbers, as 3 or 0-15 or 0-3,7");
  };
  std::vector<std::uint32_t> tasks;
  for (std::string_view rest = value;;) {
    const std::string_view range = rest.substr(0, rest.find(','));
    const std::size_t dash = range.find('-');
    const Result<std::uint64_t> first = parse_count(option, range.substr(0, dash), 0, kMostTasks);
    const Result<std::uint64_t> last =
        dash == std::string_view::npos ? first
                                       : parse_count(option, range.substr(dash + 1), 0, kMostTasks);
    if (!first || !last || *first > *last) return wrong();
    for (std::uint64_t task = *first; task <= *last; ++task) {
      tasks.push_back(static_cast<std::uint32_t>(task));
      if (tasks.size() > kMostTasks) return wrong();
    }
    if (range.size() == rest.size()) break;
    rest.remove_prefix(range.size() + 1);
  }
  std::sort(tasks.begin(), tasks.end());
  tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
  return tasks;
}

Result<std::uint32_t> parse_fraction(std::string_view option, std::string_view value,
                                     std::uint32_t low_ppm, std::uint32_t high_ppm) {
  const auto decimal = [](std::uint32_t ppm) {
    std::string text = fmt::format("{}.{:06}", ppm / 1'000'000, ppm % 1'000'000);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text;
  };
  const std::string_view whole = value.substr(0, value.find('.'));
  std::string_view decimals = value.substr(std::min(whole.size() + 1, value.size()));
  const auto is_digits = [](std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const bool sound = (whole == "0" || whole == "1" || (whole.empty() && !decimals.empty())) &&
                     decimals.size() <= 6 && is_digits(decimals);
  std::uint32_t ppm = 0;
  if (sound) {
    std::string digits(decimals);
    digits.resize(6, '0');
    std::from_chars(digits.data(), digits.data() + 6, ppm);
    if (whole == "1") ppm += 1'000'000;
  }
  if (!sound || ppm < low_ppm || ppm > high_ppm) {
    return wrong_value(
        option, value, "is out of range",
        fmt::format("write a fraction from {} to {}", decimal(low_ppm), decimal(high_ppm)));
  }
  return ppm;
}

Result<std::size_t> parse_choice(std::string_view option, std::string_view value,
                                 std::span<const std::string_view> choices) {
  const auto found = std::find(choices.begin(), choices.end(), value);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  const std::string_view meant = nearest(value, choices);
  return wrong_value(option, value, "is not one of its values",
                     meant.empty() ? fmt::format("choose among {}", fmt::join(choices, ", "))
                                   : fmt::format("did you mean {}?", meant));
}

namespace {

// The fewest letters to insert, leave out, change or swap with their neighbour that make `a` of `b`
// (no letter changed twice), one row at a time.
std::size_t changes_between(std::string_view a, std::string_view b) {
  std::vector<std::size_t> above(b.size() + 1), row(b.size() + 1), below(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    below[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = row[j - 1] + (a[i - 1] != b[j - 1] ? 1 : 0);
      below[j] = std::min({change, row[j] + 1, below[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        below[j] = std::min(below[j], above[j - 2] + 1);
      }
    }
    std::swap(above, row);
    std::swap(row, below);
  }
  return row.back();
}

}  // namespace

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : candidates) {
    const std::size_t distance = changes_between(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  if (!best.empty() || word.size() < 2) return best;
  // A word cut short, or gone on with, is meant too, where it can mean one thing only.
  for (const std::string_view candidate : candidates) {
    if (!candidate.starts_with(word) && !word.starts_with(candidate)) continue;
    if (!best.empty()) return {};
    best = candidate;
  }
  return best;
}

namespace {

std::string lowered(std::string_view text) {
  std::string lower(text);
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter | 0x20);
  }
  return lower;
}

}  // namespace

std::span<const std::string> encoding_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (std::size_t i = 1; i < kEncodings; ++i) {
      all.push_back(lowered(to_string(static_cast<Encoding>(i))));
    }
    return all;
  }();
  return names;
}

Result<Encoding> parse_encoding(std::string_view option, std::string_view value) {
  if (const std::optional<Encoding> encoding = encoding_named(value)) return *encoding;
  const std::vector<std::string_view> names(encoding_names().begin(), encoding_names().end());
  const std::string_view meant = nearest(lowered(value), names);
  return wrong_value(option, value, "is no encoding that galley knows",
                     meant.empty()
                         ? std::string("write one like utf-8, gb18030, big5, shift_jis, euc-kr or "
                                       "windows-1252")
                         : fmt::format("did you mean {}?", meant));
}

Result<std::string> parse_member_name(std::string_view option, std::string_view value) {
  if (is_valid_utf8(value)) return std::string(value);
  return wrong_value(option, value, "is not UTF-8, as names in JSON are",
                     "write it in a terminal whose encoding is UTF-8");
}

}  // namespace galley
