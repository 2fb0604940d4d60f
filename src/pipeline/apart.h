// SPDX-License-Identifier: Apache-2.0
// Nothing that a command writes may be something that it reads: asked before anything is written.
#ifndef GALLEY_PIPELINE_APART_H_
#define GALLEY_PIPELINE_APART_H_

#include <string>
#include <vector>

#include "galley/read.h"
#include "galley/result.h"
#include "galley/run.h"

namespace galley {

/// Refuses an output that is, holds, or lies in an input as it is named. Errors: kConflict.
[[nodiscard]] Status check_output_apart(const std::string& output,
                                        const std::vector<std::string>& inputs);

/// check_output_apart of the edit log that the run is to write, if it has one; and refuses one that
/// is the profile that the run reads.
[[nodiscard]] Status check_edits_apart(const RunOptions& options);

/// Refuses to write `file`, a name that a user gave, if what would be written over is among the
/// inputs as they were found, by whatever name; also what it is called until it is whole. An empty
/// name is no file. Errors: kConflict, kIo.
[[nodiscard]] Status check_file_apart(const std::string& file, const std::vector<Input>& found);

/// Refuses a standard output that is one of the inputs found, as `>> INPUT` makes it: reading would
/// meet what was written. Errors: kConflict.
[[nodiscard]] Status check_stream_apart(const std::vector<Input>& found);
/// The same of the files that a finished run has written into `folder`, if it can be listed.
[[nodiscard]] Status check_stream_apart_from_corpus(const std::string& folder);

/// Refuses a folder for temporary files that is or lies in an input as it is named: what a killed
/// run leaves there would be read. An empty name is none. Errors: kConflict.
[[nodiscard]] Status check_temp_apart(const std::string& temp,
                                      const std::vector<std::string>& inputs);

/// Refuses to write `file`, a name that a user gave or none, over what runs write into `folder`, or
/// where they work in it. Errors: kConflict, kIo.
[[nodiscard]] Status check_apart_from_corpus(const std::string& file, const std::string& folder);

/// Refuses an index that is, holds, or lies in an input or the output as they are named. An output
/// that is not named yet has no name. Errors: kConflict.
[[nodiscard]] Status check_index_apart(const std::string& index, const std::string& output,
                                       const std::vector<std::string>& inputs);

/// Refuses inputs that were found in the output folder: links may lead there. Errors: kConflict.
[[nodiscard]] Status check_found_apart(const std::string& output, const std::vector<Input>& found);

}  // namespace galley

#endif  // GALLEY_PIPELINE_APART_H_
