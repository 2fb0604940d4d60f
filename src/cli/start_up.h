// SPDX-License-Identifier: Apache-2.0
// What the process asks of the system for itself.
#ifndef GALLEY_CLI_START_UP_H_
#define GALLEY_CLI_START_UP_H_

#include <cstdint>

namespace galley {

/// To be called first: makes sure of the standard streams, of the descriptors that the system
/// allows, of an allocator that gives memory back, and of a message where it has no more.
void prepare_process();

/// Lets the allocator keep buffers for the next chunk where `limit_bytes` of memory leave room.
void tune_allocator(std::uint64_t limit_bytes);

}  // namespace galley

#endif  // GALLEY_CLI_START_UP_H_
