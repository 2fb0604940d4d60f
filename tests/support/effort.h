// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_EFFORT_H_
#define GALLEY_TESTS_SUPPORT_EFFORT_H_

#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace galley {

/// How much a test tries that could try without end: GALLEY_FAULTS in the environment.
enum class Effort : std::uint8_t {
  kFew,   ///< =few: under sanitizers, where all takes ten times as long and what is reached counts
  kSome,  ///< at each change
  kAll,   ///< =all: tools/nightly
};

[[nodiscard]] inline Effort effort() {
  const char* const environment = std::getenv("GALLEY_FAULTS");
  const std::string_view wish = environment == nullptr ? "" : environment;
  return wish == "all" ? Effort::kAll : wish == "few" ? Effort::kFew : Effort::kSome;
}

/// What is tried first, or all of it where there is time for that.
template <class T>
[[nodiscard]] T by_effort(T few, T otherwise) {
  return effort() == Effort::kFew ? few : otherwise;
}

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_EFFORT_H_
