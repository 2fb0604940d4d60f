// SPDX-License-Identifier: Apache-2.0
#include "cli/start_up.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <initializer_list>
#include <new>
#include <string_view>

#include "cli/messages.h"

namespace galley {

// Buffers that are freed go back to the system, so that the resident set is what the budget says.
// Where the limit leaves room, those of a chunk's size are kept for the next chunk: to have their
// pages from the system anew is a tenth of a run's time.
void tune_allocator(std::uint64_t limit_bytes) {
  const bool roomy = limit_bytes >= std::uint64_t{1} << 30;
  mallopt(M_MMAP_THRESHOLD, roomy ? 16 << 20 : 1 << 20);
  mallopt(M_TRIM_THRESHOLD, roomy ? 32 << 20 : 8 << 20);
}

namespace {

// A standard stream that was closed by who started the program: the next file to be opened would
// get its number, and messages would be written into the corpus. What takes its place fails as the
// closed one would.
void occupy_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

// There is nothing to be done without memory, least of all to tidy up: as after SIGKILL, nothing
// stands under a final name that is not whole.
void tell_that_memory_is_out() {
  constexpr std::string_view kMessage =
      "galley: error: memory: the system gives no more; lower --memory or --threads, or free "
      "some\n";
  [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, kMessage.data(), kMessage.size());
  _exit(kExitFailed);
}

}  // namespace

// As many files may be open as the system allows.
void prepare_process() {
  occupy_standard_streams();
  std::set_new_handler(tell_that_memory_is_out);
  mallopt(M_ARENA_MAX, 4);
  tune_allocator(0);
  struct rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

}  // namespace galley
