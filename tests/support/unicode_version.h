// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_UNICODE_VERSION_H_
#define GALLEY_TESTS_SUPPORT_UNICODE_VERSION_H_

#include <unicode/uchar.h>

namespace galley {

/// Whether the machine's ICU knows a character that the committed tables cannot know: these are of
/// Unicode 15.0, whatever the machine has.
inline bool is_newer_than_tables(UChar32 code_point) {
  UVersionInfo age{};
  u_charAge(code_point, age);
  return age[0] > 15 || (age[0] == 15 && age[1] > 0);
}

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_UNICODE_VERSION_H_
