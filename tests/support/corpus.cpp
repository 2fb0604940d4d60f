// SPDX-License-Identifier: Apache-2.0
#include "tests/support/corpus.h"

#include <sys/stat.h>

#include "base/check.h"
#include "base/file.h"
#include "base/zstd_codec.h"

namespace galley {

namespace {

constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 32;

std::string whole(const std::string& path) {
  Result<std::string> bytes = read_file(path, kMostBytes);
  GALLEY_CHECK(bytes);
  return *std::move(bytes);
}

void add_contents(const std::string& folder, const std::string& below, Contents& contents) {
  const Result<std::vector<std::string>> names = list_folder(join_path(folder, below));
  GALLEY_CHECK(names);
  for (const std::string& name : *names) {
    const std::string path = join_path(below, name);
    struct stat status{};
    GALLEY_CHECK(lstat(join_path(folder, path).c_str(), &status) == 0);
    if (S_ISDIR(status.st_mode)) {
      add_contents(folder, path, contents);
    } else if (path != "run.json") {
      contents[path] = whole(join_path(folder, path));
    }
  }
}

}  // namespace

std::vector<Json> read_rows(const std::string& folder, std::string_view stem) {
  const Result<std::vector<std::string>> names = list_folder(folder);
  GALLEY_CHECK(names);
  std::vector<Json> rows;
  for (const std::string& name : *names) {
    if (!name.starts_with(stem) || !name.ends_with(".jsonl.zst")) continue;
    const std::string path = join_path(folder, name);
    const Result<std::string> lines = zstd_decompress(whole(path), kMostBytes, path);
    GALLEY_CHECK(lines);
    for (std::size_t begin = 0; begin < lines->size();) {
      const std::size_t end = lines->find('\n', begin);
      GALLEY_CHECK(end != std::string::npos);
      rows.push_back(Json::parse(lines->substr(begin, end - begin)));
      begin = end + 1;
    }
  }
  return rows;
}

Json read_json(const std::string& path) {
  return Json::parse(whole(path));
}

Contents contents_of(const std::string& folder) {
  Contents contents;
  add_contents(folder, "", contents);
  return contents;
}

std::string difference_of(const Contents& a, const Contents& b) {
  std::string told;
  for (const auto& [name, bytes] : a) {
    const auto other = b.find(name);
    if (other == b.end()) {
      told += name + " is missing from the second\n";
    } else if (other->second != bytes) {
      told += name + " differs\n";
      if (name == "manifest.json") told += bytes + "\nand\n" + other->second;
    }
  }
  for (const auto& [name, bytes] : b) {
    if (!a.contains(name)) told += name + " is missing from the first\n";
  }
  return told;
}

}  // namespace galley
