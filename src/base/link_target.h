// SPDX-License-Identifier: Apache-2.0
// Where a file that a user named really lies.
#ifndef GALLEY_BASE_LINK_TARGET_H_
#define GALLEY_BASE_LINK_TARGET_H_

#include <string>

#include "galley/result.h"

namespace galley {

/// The path that `path` leads to by symbolic links: an output under that name goes where `> path`
/// of a shell would put it, and the link stays. A link whose target does not exist yet gives the
/// target's name. `path` itself where it is no link, or leads to a device or a pipe, which is
/// written into and not replaced. Errors: kIo (a circle of links, a link that cannot be read).
[[nodiscard]] Result<std::string> link_target(const std::string& path);

}  // namespace galley

#endif  // GALLEY_BASE_LINK_TARGET_H_
