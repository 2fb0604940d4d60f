// SPDX-License-Identifier: Apache-2.0
#include "base/atomic_file.h"

#include <cerrno>

#include "base/link_target.h"
#include "base/os.h"
#include "base/os_error.h"
#include "base/try.h"

namespace galley {

Result<AtomicFile> AtomicFile::begin(const std::string& final_path, File::Mode mode,
                                     const StopToken* stop) {
  struct stat status{};
  if (os().stat(final_path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    // A rename would put a file in the place of the device.
    GALLEY_ASSIGN(File file, stop != nullptr ? File::open_into(final_path, *stop)
                                             : File::open(final_path, File::Mode::kWriteInto));
    return AtomicFile(std::move(file), final_path, Ending::kNone);
  }
  GALLEY_ASSIGN(File file, File::open(part_path_of(final_path), mode));
  return AtomicFile(std::move(file), final_path, Ending::kRename);
}

Result<AtomicFile> AtomicFile::create(const std::string& final_path) {
  return begin(final_path, File::Mode::kCreate, nullptr);
}

Result<AtomicFile> AtomicFile::create_named(const std::string& path, const StopToken& stop) {
  GALLEY_ASSIGN(const std::string target, link_target(path));
  return begin(target, File::Mode::kCreateAlone, &stop);
}

AtomicFile::~AtomicFile() {
  if (!file_.is_open()) return;
  const std::string part = file_.path();
  file_ = File();
  if (ending_ == Ending::kRename) os().unlink(part.c_str());
}

Status AtomicFile::commit(Durability durability) {
  if (ending_ == Ending::kNone) return file_.close();
  if (durability == Durability::kDurable) GALLEY_TRY(file_.sync());
  const std::string part = file_.path();
  if (Status closed = file_.close(); !closed) {
    os().unlink(part.c_str());
    return closed;
  }
  if (os().rename(part.c_str(), final_path_.c_str()) != 0) {
    const int error_number = errno;
    os().unlink(part.c_str());
    return std::unexpected(os_error(final_path_, "cannot be renamed into place", error_number));
  }
  if (durability == Durability::kScratch) return {};
  const std::size_t slash = final_path_.rfind('/');
  return sync_folder(slash == std::string::npos ? "." : final_path_.substr(0, slash + 1));
}

Status write_file_atomically(const std::string& path, std::string_view bytes,
                             Durability durability) {
  GALLEY_ASSIGN(AtomicFile file, AtomicFile::create(path));
  GALLEY_TRY(file.write(bytes));
  return file.commit(durability);
}

}  // namespace galley
