// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target's body without a fuzzer: over every file of a folder, every beginning of each
// (up to a few hundred), and a few hundred variants with a byte changed, taken out or doubled. The
// variants are the same in every run. The input that a check stops at is left in crash-input in the
// present folder.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>

#include "base/file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kVariants = 400;

std::string_view current;

void leave_input(int) {
  const int file = open("crash-input", O_WRONLY | O_CREAT | O_TRUNC, 0666);
  const ssize_t written = write(file, current.data(), current.size());
  _exit(written < 0 ? 2 : 1);
}

void run(std::string_view bytes) {
  current = bytes;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string variant(std::string bytes, std::mt19937& random) {
  for (unsigned changes = 1 + random() % 4; changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at = random() % bytes.size();
    switch (random() % 4) {
      case 0:
        bytes[at] = static_cast<char>(random());
        break;
      case 1:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
        break;
      case 2:
        bytes.erase(at, 1 + random() % 8);
        break;
      default:
        bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 16));
    }
  }
  return bytes;
}

}  // namespace

int main(int argc, char** argv) {
  static_cast<void>(std::signal(SIGABRT, leave_input));
  std::mt19937 random(7);
  std::size_t runs = 0;
  for (int index = 1; index < argc; ++index) {
    const galley::Result<std::vector<std::string>> names = galley::list_folder(argv[index]);
    if (!names) {
      std::fprintf(stderr, "%s\n", galley::to_string(names.error()).c_str());
      return 1;
    }
    for (const std::string& name : *names) {
      const galley::Result<std::string> bytes =
          galley::read_file(galley::join_path(argv[index], name), 16 << 20);
      if (!bytes) return 1;
      run(*bytes);
      const std::size_t step = bytes->size() / kVariants + 1;
      for (std::size_t cut = 0; cut < bytes->size(); cut += step, ++runs) {
        run(std::string_view(*bytes).substr(0, cut));
      }
      for (std::size_t count = 0; count < kVariants; ++count, ++runs) {
        run(variant(*bytes, random));
      }
    }
  }
  std::printf("%zu runs\n", runs);
  return runs > 0 ? 0 : 1;
}
