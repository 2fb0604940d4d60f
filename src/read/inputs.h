// SPDX-License-Identifier: Apache-2.0
// From the names on the command line to the list of inputs.
#ifndef GALLEY_READ_INPUTS_H_
#define GALLEY_READ_INPUTS_H_

#include <span>
#include <string>
#include <vector>

#include "galley/read.h"

struct stat;  // of the system

namespace galley {

struct InputList {
  std::vector<Input> inputs;  ///< in the order of the names; a folder's in byte order of names
  std::vector<Issue> issues;  ///< what was skipped and why
};

/// Lists what `names` stand for: files, FIFOs, folders (walked whole, hidden files too, links
/// followed, each real folder once) and "-". What cannot be read becomes an issue and the rest goes
/// on. Errors: kResource alone (out of descriptors or memory). Cost: three small reads a file.
[[nodiscard]] Result<InputList> list_inputs(std::span<const std::string> names);

/// Input::sample_hash of the file at `path`. Errors: kNotFound, kIo, kCorrupt.
[[nodiscard]] Result<std::uint64_t> sample_hash(const std::string& path, std::uint64_t size_bytes);

/// When a file was last written to, in nanoseconds since 1970.
[[nodiscard]] std::int64_t modified_ns(const struct stat& status);

/// Of all inputs together; 0 where that of one cannot be known.
[[nodiscard]] std::uint64_t stored_bytes(std::span<const Input> inputs);

/// The issue that a failure of `path` (at `line`) is: its severity is kUnreadable.
[[nodiscard]] Issue unreadable(std::string path, std::optional<std::uint64_t> line, Error error);

}  // namespace galley

#endif  // GALLEY_READ_INPUTS_H_
