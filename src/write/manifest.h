// SPDX-License-Identifier: Apache-2.0
// manifest.json: what a finished run read, did and wrote. It comes last, so where it stands the run
// is whole. Nothing in it differs between two runs over the same input with the same options.
//
//   { "galley": "corpus 1",
//     "options": {NAME: value}, "versions": {NAME: "x.y"},
//     "inputs":  [{"path","bytes","sampled_xxh3_64","documents"}],
//     "outputs": [{"name","bytes","uncompressed_bytes","xxh3_128"}],
//     "counts":  {NAME: number}, "unreadable": [{"path","line","reason"}],
//     "figures": {"line_cells": [number], "column_cells", "line_chars", "edits": {REASON: number}},
//     "checksum": xxh3_128 of all that stands before this line }
//
// run.json beside it has what differs: times, threads, memory, host.
#ifndef GALLEY_WRITE_MANIFEST_H_
#define GALLEY_WRITE_MANIFEST_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "galley/figures.h"
#include "galley/result.h"
#include "galley/summary.h"
#include "write/shard_writer.h"

namespace galley {

inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::string_view kRunFactsName = "run.json";
inline constexpr std::string_view kProfileName = "profile";
inline constexpr std::string_view kReportName = "report.html";

/// What the manifest says of an input file.
struct InputFacts {
  std::string path;          ///< as it was named or found
  std::uint64_t bytes = 0;   ///< as it lies on disk
  std::string sampled_hash;  ///< hex, of the size and of its beginning, middle and end
  std::uint64_t documents = 0;
};

/// An option or version and its value. Options that do not change the bytes are not among them.
using NamedValue = std::pair<std::string, std::string>;

struct Manifest {
  std::vector<NamedValue> options;
  std::vector<NamedValue> versions;
  std::vector<InputFacts> inputs;
  std::vector<OutputFile> outputs;
  RunCounts counts;
  std::vector<Unreadable> unreadable;
  RunFigures figures;  ///< nothing but zeros where a run measures none (dedup)

  /// Options, versions and inputs, a line each: two runs that share it write the same bytes.
  [[nodiscard]] std::string identity() const;
};

[[nodiscard]] std::string to_json(const Manifest& manifest);

/// Reads what to_json wrote, byte for byte. Errors: kCorrupt, naming `path`; kUnsupported for
/// another format.
[[nodiscard]] Result<Manifest> parse_manifest(std::string_view json, const std::string& path);

/// Reads FOLDER/manifest.json. Errors: also kNotFound, kIo.
[[nodiscard]] Result<Manifest> read_manifest(const std::string& folder);

}  // namespace galley

#endif  // GALLEY_WRITE_MANIFEST_H_
