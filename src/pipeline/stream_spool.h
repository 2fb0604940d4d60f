// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_PIPELINE_STREAM_SPOOL_H_
#define GALLEY_PIPELINE_STREAM_SPOOL_H_

#include <string>
#include <vector>

#include "galley/read.h"
#include "galley/result.h"
#include "galley/stop_token.h"

namespace galley {

/// Copies inputs that can be read only once (standard input, FIFOs) into files in `folder`, and
/// makes the inputs read from there. One that cannot be read is left out, and an issue. Errors: of
/// writing (kResource where the disk is full, kIo); kInterrupted.
[[nodiscard]] Status spool_streams(std::vector<Input>& inputs, const std::string& folder,
                                   const StopToken& stop, std::vector<Issue>& issues);

}  // namespace galley

#endif  // GALLEY_PIPELINE_STREAM_SPOOL_H_
