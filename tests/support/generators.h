// SPDX-License-Identifier: Apache-2.0
// What property tests draw from.
#ifndef GALLEY_TESTS_SUPPORT_GENERATORS_H_
#define GALLEY_TESTS_SUPPORT_GENERATORS_H_

#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "base/utf8.h"

namespace galley {

/// Any Unicode scalar value, the awkward ones more often than chance would have them.
inline rc::Gen<char32_t> any_code_point() {
  return rc::gen::weightedOneOf<char32_t>(
      {{6, rc::gen::map(rc::gen::inRange<std::uint32_t>(0x20, 0x7F),
                        [](std::uint32_t c) { return char32_t{c}; })},
       {2, rc::gen::element<char32_t>(U'\n', U'\r', U'\t', U'\0', U'"', U'\\', U'\x7F', U'\x1F')},
       {2, rc::gen::element<char32_t>(0x85, 0xA0, 0xAD, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0x10FFFF)},
       {2, rc::gen::map(rc::gen::inRange<std::uint32_t>(0x4E00, 0x9FFF),
                        [](std::uint32_t c) { return char32_t{c}; })},
       {1, rc::gen::map(rc::gen::inRange<std::uint32_t>(0, 0x110000 - 0x800),
                        [](std::uint32_t c) { return char32_t{c < 0xD800 ? c : c + 0x800}; })}});
}

/// Valid UTF-8 of any characters.
inline rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<char32_t>>(any_code_point()),
                      [](const std::vector<char32_t>& characters) {
                        std::string text;
                        for (const char32_t character : characters) append_utf8(text, character);
                        return text;
                      });
}

/// Any bytes at all.
inline rc::Gen<std::string> any_bytes() {
  return rc::gen::container<std::string>(rc::gen::arbitrary<char>());
}

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_GENERATORS_H_
