// SPDX-License-Identifier: Apache-2.0
#include "base/zstd_codec.h"

#define ZSTD_STATIC_LINKING_ONLY  // for ZSTD_getFrameProgression
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "base/bytes.h"
#include "base/check.h"
#include "base/try.h"

namespace galley {

namespace {

// Small enough that a shard of 32 MiB keeps several workers busy to its end, large enough that the
// history lost between jobs costs less than half a percent of the size.
constexpr int kJobBytes = 2 << 20;
// With a piece of input at most one job is begun.
constexpr std::size_t kPieceBytes = 1 << 20;

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

std::unexpected<Error> out_of_memory(const std::string& path) {
  return fail(ErrorCode::kResource, path, "not enough memory for the compressor",
              "free memory, or lower --threads");
}

}  // namespace

struct ZstdEncoder::State {
  std::unique_ptr<ZSTD_CCtx, FreeCompressor> context;
  std::string path;
  std::string buffer;
  unsigned threads = 1;
};

ZstdEncoder::ZstdEncoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZstdEncoder::ZstdEncoder(ZstdEncoder&&) noexcept = default;
ZstdEncoder& ZstdEncoder::operator=(ZstdEncoder&&) noexcept = default;
ZstdEncoder::~ZstdEncoder() = default;

Result<ZstdEncoder> ZstdEncoder::create(int level, int threads, const std::string& path) {
  auto state = std::make_unique<State>();
  state->context.reset(ZSTD_createCCtx());
  state->path = path;
  state->threads = static_cast<unsigned>(threads);
  if (!state->context) return out_of_memory(path);
  ZSTD_CCtx* const context = state->context.get();
  for (const auto& [parameter, value] :
       {std::pair{ZSTD_c_compressionLevel, level}, std::pair{ZSTD_c_checksumFlag, 1},
        std::pair{ZSTD_c_nbWorkers, threads + 1}, std::pair{ZSTD_c_jobSize, kJobBytes}}) {
    const std::size_t code = ZSTD_CCtx_setParameter(context, parameter, value);
    if (ZSTD_isError(code) != 0) {
      return fail(ErrorCode::kUnsupported, path,
                  std::string("libzstd refuses a setting: ") + ZSTD_getErrorName(code),
                  "install a libzstd with threads (the shared library of your system has them)");
    }
  }
  state->buffer.resize(ZSTD_CStreamOutSize());
  return ZstdEncoder(std::move(state));
}

Status ZstdEncoder::drive(std::string_view bytes, int directive, const Sink& sink) {
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (;;) {
    ZSTD_outBuffer out{state_->buffer.data(), state_->buffer.size(), 0};
    const std::size_t left = ZSTD_compressStream2(state_->context.get(), &out, &in,
                                                  static_cast<ZSTD_EndDirective>(directive));
    if (ZSTD_isError(left) != 0) {
      if (ZSTD_getErrorCode(left) == ZSTD_error_memory_allocation)
        return out_of_memory(state_->path);
      return fail(ErrorCode::kIo, state_->path,
                  std::string("cannot be compressed: ") + ZSTD_getErrorName(left),
                  "report this, with the input");
    }
    if (out.pos > 0) GALLEY_TRY(sink({state_->buffer.data(), out.pos}));
    if (directive == ZSTD_e_end ? left == 0 : in.pos == in.size) return {};
  }
}

// libzstd spins where it has a job and no free worker, and keeps the worker from the lock that
// would make it free. So there is one more of them than ever has a job, and a job waits here.
Status ZstdEncoder::wait_for_worker(const Sink& sink) {
  while (ZSTD_getFrameProgression(state_->context.get()).nbActiveWorkers >= state_->threads) {
    GALLEY_TRY(drive({}, ZSTD_e_continue, sink));
  }
  return {};
}

Status ZstdEncoder::write(std::string_view bytes, const Sink& sink) {
  while (bytes.size() > kPieceBytes) {
    GALLEY_TRY(write(bytes.substr(0, kPieceBytes), sink));
    bytes.remove_prefix(kPieceBytes);
  }
  GALLEY_TRY(wait_for_worker(sink));
  return drive(bytes, ZSTD_e_continue, sink);
}

Status ZstdEncoder::finish(const Sink& sink) {
  GALLEY_TRY(wait_for_worker(sink));
  return drive({}, ZSTD_e_end, sink);
}

struct ZstdDecoder::State {
  std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context;
  std::string path;
  std::uint64_t most_window_bytes = 0;
  bool at_frame_end = true;
  // The magic number of a frame that begins, as far as it has come.
  std::array<char, 4> magic{};
  std::size_t magic_bytes = 0;
  // What libzstd asks for next: a block and the header behind it, as a rule. Given the block alone
  // it decodes just that, so that a fault costs no sound bytes: a call that fails does not say what
  // it had written.
  std::size_t wanted = 0;
  bool holds_output = false;     // decoded, and not handed out for want of room
  std::optional<Error> failure;  // told once the bytes before it have been handed out
};

ZstdDecoder::ZstdDecoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZstdDecoder::ZstdDecoder(ZstdDecoder&&) noexcept = default;
ZstdDecoder& ZstdDecoder::operator=(ZstdDecoder&&) noexcept = default;
ZstdDecoder::~ZstdDecoder() = default;

Result<ZstdDecoder> ZstdDecoder::create(std::uint64_t most_window_bytes, const std::string& path) {
  auto state = std::make_unique<State>();
  state->context.reset(ZSTD_createDCtx());
  state->path = path;
  state->most_window_bytes = most_window_bytes;
  if (!state->context) return out_of_memory(path);
  const ZSTD_bounds bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
  const int window_log = std::clamp(static_cast<int>(std::bit_width(most_window_bytes)) - 1,
                                    bounds.lowerBound, bounds.upperBound);
  ZSTD_DCtx_setParameter(state->context.get(), ZSTD_d_windowLogMax, window_log);
  return ZstdDecoder(std::move(state));
}

namespace {

constexpr std::uint32_t kSkippableMagic = 0x184D2A50;

Error corrupt_frame(const std::string& path, const std::string& what) {
  return {ErrorCode::kCorrupt, path, "broken zstd data: " + what,
          "test it with zstd -t and fetch it again"};
}

Error decoding_error(std::size_t code, const std::string& path, std::uint64_t most_window_bytes) {
  switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_memory_allocation:
      return out_of_memory(path).error();
    case ZSTD_error_frameParameter_windowTooLarge:
      return {
          ErrorCode::kLimit, path,
          "was compressed with a window above " + std::to_string(most_window_bytes >> 20) + " MiB",
          "raise --max-window and --memory, or compress it anew without --long"};
    default:
      return corrupt_frame(path, ZSTD_getErrorName(code));
  }
}

std::size_t wanted_without_header(std::size_t wanted) {
  constexpr std::size_t kBlockHeaderBytes = 3;
  return wanted > kBlockHeaderBytes ? wanted - kBlockHeaderBytes : std::max<std::size_t>(wanted, 1);
}

}  // namespace

// Takes bytes of the magic number of a frame that begins; the number of bytes taken. Asked by
// ourselves, because libzstd may have been built to read formats from before RFC 8878, which it
// cannot do block by block.
std::size_t ZstdDecoder::take_magic(std::string_view bytes) {
  State& state = *state_;
  std::size_t taken = 0;
  while (taken < bytes.size() && state.magic_bytes < state.magic.size()) {
    state.magic[state.magic_bytes++] = bytes[taken++];
  }
  if (state.magic_bytes < state.magic.size()) return taken;
  const auto magic = load_little<std::uint32_t>(state.magic.data());
  if (magic != ZSTD_MAGICNUMBER && (magic & 0xFFFFFFF0) != kSkippableMagic) {
    state.failure = corrupt_frame(state.path, "no frame begins where one should");
    return taken;
  }
  ZSTD_inBuffer in{state.magic.data(), state.magic.size(), 0};
  ZSTD_outBuffer out{nullptr, 0, 0};
  const std::size_t left = ZSTD_decompressStream(state.context.get(), &out, &in);
  GALLEY_CHECK(ZSTD_isError(left) == 0 && in.pos == in.size);
  state.magic_bytes = 0;
  state.at_frame_end = false;
  state.wanted = left;
  return taken;
}

Result<ZstdDecoder::Step> ZstdDecoder::step(std::string_view bytes, std::span<char> space) {
  if (state_->failure) return std::unexpected(*state_->failure);
  // Between frames there is nothing to flush, and a call would ask for the next frame's header.
  if (bytes.empty() && state_->at_frame_end) return Step{};
  ZSTD_DCtx* const context = state_->context.get();
  ZSTD_outBuffer out{space.data(), space.size(), 0};
  std::size_t consumed = 0;
  bool moved;
  do {
    if (state_->at_frame_end) {
      const std::size_t taken = take_magic(bytes.substr(consumed));
      consumed += taken;
      moved = taken > 0;
      if (!state_->failure) continue;
      if (out.pos == 0) return std::unexpected(*state_->failure);
      return Step{consumed, out.pos};
    }
    // What is held is handed out before any more is decoded.
    const std::size_t wanted = state_->holds_output ? 0 : wanted_without_header(state_->wanted);
    ZSTD_inBuffer in{bytes.data(), consumed + std::min(wanted, bytes.size() - consumed), consumed};
    const std::size_t before = out.pos;
    const std::size_t left = ZSTD_decompressStream(context, &out, &in);
    if (ZSTD_isError(left) != 0) {
      state_->failure = decoding_error(left, state_->path, state_->most_window_bytes);
      if (out.pos == 0) return std::unexpected(*state_->failure);
      return Step{consumed, out.pos};
    }
    moved = in.pos != consumed || out.pos != before;
    moved |= state_->holds_output;
    consumed = in.pos;
    state_->holds_output = out.pos == out.size;
    state_->at_frame_end = left == 0;
    state_->wanted = left;
  } while (moved && consumed < bytes.size() && out.pos < out.size);
  return Step{consumed, out.pos};
}

bool ZstdDecoder::at_frame_end() const {
  return state_->at_frame_end && state_->magic_bytes == 0;
}

std::uint64_t ZstdDecoder::memory_bytes() const {
  return ZSTD_sizeof_DCtx(state_->context.get());
}

Result<std::string> zstd_compress(std::string_view bytes, int level) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), level);
  if (ZSTD_isError(size) != 0) return out_of_memory("zstd");
  out.resize(size);
  return out;
}

Result<std::string> zstd_decompress(std::string_view bytes, std::uint64_t most_bytes,
                                    const std::string& path) {
  GALLEY_ASSIGN(ZstdDecoder decoder, ZstdDecoder::create(std::uint64_t{128} << 20, path));
  std::string out;
  std::string piece(ZSTD_DStreamOutSize(), '\0');
  while (!bytes.empty()) {
    GALLEY_ASSIGN(const ZstdDecoder::Step step, decoder.step(bytes, piece));
    out.append(piece, 0, step.produced);
    bytes.remove_prefix(step.consumed);
    if (out.size() > most_bytes) {
      return fail(ErrorCode::kLimit, path, "unpacks to more than it may", "fetch it again");
    }
    if (step.consumed == 0 && step.produced == 0) break;
  }
  if (!decoder.at_frame_end()) {
    return fail(ErrorCode::kCorrupt, path, "ends in the middle of its zstd data", "fetch it again");
  }
  return out;
}

std::string zstd_version() {
  return ZSTD_versionString();
}

}  // namespace galley
