// SPDX-License-Identifier: Apache-2.0
// Errors of the world (files, codecs, options) as values. Bad text is never an error: functions
// over text are total and count issues instead.
#ifndef GALLEY_RESULT_H_
#define GALLEY_RESULT_H_

#include <expected>
#include <string>

namespace galley {

/// What kind of failure it was; decides the exit status of the program and whether a caller may go
/// on.
enum class ErrorCode {
  kUsage,        ///< wrong words from the caller; the run cannot start
  kNotFound,     ///< a named file or folder does not exist
  kIo,           ///< the system refused a read, write, open, rename ...
  kCorrupt,      ///< bytes that are not what their format promises (truncated, bad checksum)
  kUnsupported,  ///< a format or version that galley does not read
  kLimit,        ///< a limit against hostile input was passed (line, document, expansion, window)
  kConflict,     ///< the output is taken, locked, or is an input; the inputs changed since the plan
  kResource,     ///< out of memory, descriptors or disk: the run cannot go on
  kInterrupted,  ///< a signal asked the run to stop
  kClosedPipe,   ///< the reader of standard output went away: end quietly
};

/// One failure, told so that a user can act on it.
struct Error {
  ErrorCode code = ErrorCode::kIo;
  std::string where;   ///< file, FILE:LINE, or option that the failure belongs to
  std::string what;    ///< what went wrong, in one clause
  std::string remedy;  ///< what to do about it, in one clause; never empty

  // None of these is inline: each place that passes a failure on would hold the code of three
  // strings, which together would be a good part of the program.
  Error();
  Error(ErrorCode code_of, std::string where_it_was, std::string what_it_was,
        std::string what_to_do);
  Error(const Error& other);
  Error(Error&& other) noexcept;
  Error& operator=(const Error& other);
  Error& operator=(Error&& other) noexcept;
  ~Error();
};

/// "WHERE: WHAT; REMEDY", on one line; control characters and bytes that are not UTF-8 as \xHH.
[[nodiscard]] std::string to_string(const Error& error);

template <class T>
using Result = std::expected<T, Error>;

/// The result of a function that has nothing to return but success.
using Status = std::expected<void, Error>;

/// Makes the failure side of a Result: `return fail(ErrorCode::kIo, path, "cannot be read",
/// "...");`
[[nodiscard]] std::unexpected<Error> fail(ErrorCode code, std::string where, std::string what,
                                          std::string remedy);

}  // namespace galley

#endif  // GALLEY_RESULT_H_
