// SPDX-License-Identifier: Apache-2.0
// A set of ASCII signs, asked without a search.
#ifndef GALLEY_REPAIR_SIGN_SET_H_
#define GALLEY_REPAIR_SIGN_SET_H_

#include <array>
#include <string_view>

namespace galley {

class SignSet {
 public:
  constexpr explicit SignSet(std::string_view signs) {
    for (const char c : signs) has_[static_cast<unsigned char>(c)] = true;
  }
  [[nodiscard]] constexpr bool has(char c) const { return has_[static_cast<unsigned char>(c)]; }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace galley

#endif  // GALLEY_REPAIR_SIGN_SET_H_
