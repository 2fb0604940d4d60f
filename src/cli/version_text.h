// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_CLI_VERSION_TEXT_H_
#define GALLEY_CLI_VERSION_TEXT_H_

#include <string>

namespace galley {

/// What --version tells: galley's own version on the first line, then the vector instructions in
/// use and the libraries.
[[nodiscard]] std::string version_text();

}  // namespace galley

#endif  // GALLEY_CLI_VERSION_TEXT_H_
