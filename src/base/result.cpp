// SPDX-License-Identifier: Apache-2.0
#include "galley/result.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "base/check.h"
#include "base/utf8.h"

namespace galley {

Error::Error() = default;
Error::Error(ErrorCode code_of, std::string where_it_was, std::string what_it_was,
             std::string what_to_do)
    : code(code_of),
      where(std::move(where_it_was)),
      what(std::move(what_it_was)),
      remedy(std::move(what_to_do)) {}
Error::Error(const Error& other) = default;
Error::Error(Error&& other) noexcept = default;
Error& Error::operator=(const Error& other) = default;
Error& Error::operator=(Error&& other) noexcept = default;
Error::~Error() = default;

std::unexpected<Error> fail(ErrorCode code, std::string where, std::string what,
                            std::string remedy) {
  return std::unexpected<Error>(std::in_place, code, std::move(where), std::move(what),
                                std::move(remedy));
}

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
