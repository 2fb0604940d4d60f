// SPDX-License-Identifier: Apache-2.0
// Which sanitizer a test is built with: g++ says it by macros, clang by features.
#ifndef GALLEY_TESTS_SUPPORT_SANITIZERS_H_
#define GALLEY_TESTS_SUPPORT_SANITIZERS_H_

#ifdef __has_feature
#define GALLEY_HAS_FEATURE(name) __has_feature(name)
#else
#define GALLEY_HAS_FEATURE(name) 0
#endif

namespace galley {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || \
    GALLEY_HAS_FEATURE(address_sanitizer) || GALLEY_HAS_FEATURE(thread_sanitizer)
inline constexpr bool kHasSanitizer = true;
#else
inline constexpr bool kHasSanitizer = false;
#endif

}  // namespace galley

#undef GALLEY_HAS_FEATURE

#endif  // GALLEY_TESTS_SUPPORT_SANITIZERS_H_
