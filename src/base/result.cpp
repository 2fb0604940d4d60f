// SPDX-License-Identifier: Apache-2.0
#include "galley/result.h"

#include <cstdio>
#include <cstdlib>

#include "base/check.h"
#include "base/utf8.h"

namespace galley {

std::string to_string(const Error& error) {
  std::string where = error.where.empty() ? "''" : printable(error.where);
  // On the command line it is "-"; in a message nobody would see that.
  if (where == "-" || where.starts_with("-:")) where.replace(0, 1, "standard input");
  return where + ": " + printable(error.what) + "; " + printable(error.remedy);
}

void check_failed(const char* file, int line, const char* condition) {
  std::fprintf(stderr, "galley: broken invariant at %s:%d: %s\n", file, line, condition);
  std::abort();
}

}  // namespace galley
