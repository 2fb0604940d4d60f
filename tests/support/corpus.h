// SPDX-License-Identifier: Apache-2.0
// Reading back what a run wrote, by other means than the program's own.
#ifndef GALLEY_TESTS_SUPPORT_CORPUS_H_
#define GALLEY_TESTS_SUPPORT_CORPUS_H_

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace galley {

using Json = nlohmann::ordered_json;

/// The rows of all files STEM-NNNNN.jsonl.zst in a folder, in order. Fails the program where one
/// cannot be read.
[[nodiscard]] std::vector<Json> read_rows(const std::string& folder, std::string_view stem);

[[nodiscard]] Json read_json(const std::string& path);

/// Every file below a folder by its path in it, without run.json, which may differ from run to run.
using Contents = std::map<std::string, std::string>;
[[nodiscard]] Contents contents_of(const std::string& folder);

/// What differs between two folders, for the message of a failed test: empty if nothing does.
[[nodiscard]] std::string difference_of(const Contents& a, const Contents& b);

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_CORPUS_H_
