// SPDX-License-Identifier: Apache-2.0
#ifndef GALLEY_TESTS_SUPPORT_TEMP_FOLDER_H_
#define GALLEY_TESTS_SUPPORT_TEMP_FOLDER_H_

#include <string>
#include <string_view>

namespace galley {

/// A folder of its own for one test, removed with all that is in it.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// The path of `name` in the folder.
  [[nodiscard]] std::string operator/(std::string_view name) const;
  /// Writes a file into the folder and returns its path.
  std::string write(std::string_view name, std::string_view contents) const;
  /// The contents of a file in the folder. Fails the program if it cannot be read.
  [[nodiscard]] std::string read(std::string_view name) const;

 private:
  std::string path_;
};

}  // namespace galley

#endif  // GALLEY_TESTS_SUPPORT_TEMP_FOLDER_H_
