// SPDX-License-Identifier: Apache-2.0
// Figures as people read them.
#ifndef GALLEY_CLI_FIGURES_H_
#define GALLEY_CLI_FIGURES_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace galley {

/// "1,234,567"
[[nodiscard]] std::string grouped(std::uint64_t number);
/// "1 document", "1,234 documents": the plural of `noun` is by an s.
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);
/// "17 B", "1.4 MiB"
[[nodiscard]] std::string size_text(std::uint64_t bytes);
/// "0:07", "1:02:03"
[[nodiscard]] std::string time_text(double seconds);
/// Bytes a second in units of 10^6, as other compressors tell theirs: "187 MB/s".
[[nodiscard]] std::string rate_text(std::uint64_t bytes, double seconds);

}  // namespace galley

#endif  // GALLEY_CLI_FIGURES_H_
