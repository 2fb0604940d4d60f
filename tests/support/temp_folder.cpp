// SPDX-License-Identifier: Apache-2.0
#include "tests/support/temp_folder.h"

#include <cstdlib>

#include "base/check.h"
#include "base/file.h"

namespace galley {

TempFolder::TempFolder() {
  const char* place = std::getenv("TMPDIR");
  path_ = join_path(place != nullptr ? place : "/tmp", "galley-test-XXXXXX");
  GALLEY_CHECK(mkdtemp(path_.data()) != nullptr);
}

TempFolder::~TempFolder() {
  static_cast<void>(remove_tree(path_));
}

std::string TempFolder::operator/(std::string_view name) const {
  return join_path(path_, name);
}

std::string TempFolder::write(std::string_view name, std::string_view contents) const {
  const std::string path = *this / name;
  Result<File> file = File::open(path, File::Mode::kCreate);
  GALLEY_CHECK(file && file->write(contents) && file->close());
  return path;
}

std::string TempFolder::read(std::string_view name) const {
  Result<std::string> contents = read_file(*this / name, std::uint64_t{1} << 34);
  GALLEY_CHECK(contents);
  return *std::move(contents);
}

}  // namespace galley
