// SPDX-License-Identifier: Apache-2.0
#include "base/os_error.h"

#include <cerrno>
#include <cstring>

namespace galley {

Error os_error(const std::string& path, std::string_view attempted, int error_number) {
  Error error;
  error.where = path;
  error.what = std::string(attempted) + ": " + std::strerror(error_number);
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      error.code = ErrorCode::kNotFound;
      error.remedy = "check the name";
      break;
    case EISDIR:
      error.code = ErrorCode::kIo;
      error.what = "is a folder";
      error.remedy = "name a file";
      break;
    case EACCES:
    case EPERM:
      error.code = ErrorCode::kIo;
      error.remedy = "check its permissions";
      break;
    case ENOSPC:
    case EDQUOT:
      error.code = ErrorCode::kResource;
      error.remedy = "free disk space there, or choose another place with -o or --temp";
      break;
    case EFBIG:
      error.code = ErrorCode::kResource;
      error.remedy = "raise the limit of file sizes (ulimit -f), or choose another file system";
      break;
    case EMFILE:
    case ENFILE:
      error.code = ErrorCode::kResource;
      error.remedy = "raise the limit of open files (ulimit -n)";
      break;
    case ENOMEM:
      error.code = ErrorCode::kResource;
      error.remedy = "free memory, or lower --memory and --threads";
      break;
    case EPIPE:
      error.code = ErrorCode::kClosedPipe;
      error.remedy = "the reader of the output has gone";
      break;
    case ELOOP:
      error.code = ErrorCode::kIo;
      error.remedy = "mend the symbolic links that point to each other";
      break;
    case EROFS:
      error.code = ErrorCode::kIo;
      error.remedy = "choose a file system that can be written";
      break;
    default:
      error.code = ErrorCode::kIo;
      error.remedy = "check the file and the disk that it lies on";
  }
  return error;
}

std::unexpected<Error> os_failure(const std::string& path, std::string_view attempted) {
  return std::unexpected(os_error(path, attempted, errno));
}

}  // namespace galley
