// SPDX-License-Identifier: Apache-2.0
// The manifest counts the documents of each input, so that the input of a document is known, and
// which of its documents it is. Whether the input is still what it was is told by its size and its
// sampled hash.
#include "pipeline/repeated_repair.h"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "base/file.h"
#include "base/memory_budget.h"
#include "base/try.h"
#include "galley/profile.h"
#include "pipeline/document_batch.h"
#include "pipeline/input_sequence.h"
#include "pipeline/plain_paragraphs.h"
#include "pipeline/run_identity.h"
#include "pipeline/source_lines.h"
#include "read/inputs.h"

namespace galley {

namespace {

RepeatedDocument faulty(std::string fault, std::string remedy) {
  RepeatedDocument document;
  document.fault = std::move(fault);
  document.remedy = std::move(remedy);
  return document;
}

std::optional<int> hex_digit(char digit) {
  const std::size_t value = std::string_view("0123456789ABCDEF").find(digit);
  if (value == std::string_view::npos) return std::nullopt;
  return static_cast<int>(value);
}

// The name of which printable() has made `path`.
std::string unprinted(std::string_view path) {
  std::string name;
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path.substr(at, 2) == "\\x" && at + 3 < path.size()) {
      const std::optional<int> high = hex_digit(path[at + 2]), low = hex_digit(path[at + 3]);
      if (high && low) {
        name += static_cast<char>(*high << 4 | *low);
        at += 3;
        continue;
      }
    }
    name += path[at];
  }
  return name;
}

// Walks the documents of one input and repairs those that are wanted.
class RepeatedRun {
 public:
  RepeatedRun(const RecordedWork& work, const Vocabulary& vocabulary, std::uint64_t most_bytes)
      : work_(work), most_bytes_(most_bytes), repairer_(work.repair, vocabulary) {
    repaired_.edits.set_keep(EditLog::Keep::kEntries);
  }

  void begin(std::span<const std::uint64_t> indexes, const RepeatedRepairs::Sink& sink) {
    wanted_ = indexes;
    sink_ = &sink;
    seen_ = 0;
    start_document();
  }

  // Takes the documents of one chunk. False when nothing more is wanted.
  Result<bool> take(const DocumentBatch& batch) {
    for (const BatchDocument& each : batch.documents()) {
      const bool continues = each.piece > 0 && seen_ > 0;
      if (!continues) ++seen_;
      if (seen_ > wanted_.front() + 1) GALLEY_TRY(hand_on());
      if (wanted_.empty()) return false;
      if (seen_ != wanted_.front() + 1) continue;
      bytes_ += each.document.text.size();
      if (bytes_ <= most_bytes_) repair(each, batch.format());
    }
    return true;
  }

  // At the end of the input: the last document, and those that are not there.
  Status finish() {
    if (!wanted_.empty() && seen_ == wanted_.front() + 1) GALLEY_TRY(hand_on());
    while (!wanted_.empty()) {
      out_ = faulty("has changed since the corpus was made",
                    "put it back as it was, or run galley clean again");
      bytes_ = 0;
      GALLEY_TRY(hand_on());
    }
    return {};
  }

 private:
  Status hand_on() {
    if (bytes_ > most_bytes_) {
      out_ = faulty("holds a document too large to be read again",
                    "look at its lines in the removed map");
    }
    const std::uint64_t index = wanted_.front();
    wanted_ = wanted_.subspan(1);
    RepeatedDocument document = std::move(out_);
    start_document();
    return (*sink_)(index, std::move(document));
  }

  void start_document() {
    out_ = {};
    bytes_ = 0;
  }

  void repair(const BatchDocument& each, InputFormat format) {
    if (work_.taking == Taking::kRepair) {
      repairer_.repair(each.document, repaired_);
    } else {
      take_paragraphs(each.document, repaired_);
    }
    // Lines of a file are counted in the file, those of a record in its text.
    const std::uint64_t first_line = format == InputFormat::kJsonl ? 1 : each.line;
    auto lines = source_lines(each.document, repaired_, work_.taking, first_line);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Paragraph& paragraph = repaired_.paragraphs[i];
      out_.paragraphs.push_back(
          {std::string(repaired_.text_of(paragraph)), paragraph.kind, std::move(lines[i])});
    }
  }

  const RecordedWork& work_;
  const std::uint64_t most_bytes_;
  Repairer repairer_;
  RepairedDocument repaired_;
  std::span<const std::uint64_t> wanted_;
  const RepeatedRepairs::Sink* sink_ = nullptr;
  std::uint64_t seen_ = 0;
  std::uint64_t bytes_ = 0;  // of the document that is being put together
  RepeatedDocument out_;
};

// The input as it lies there now, or why it is not to be had.
Result<std::optional<Input>> find_input(const InputFacts& facts, RepeatedDocument& out) {
  const auto missing = [&] {
    out =
        faulty("is not there any more", "start galley in the folder in which the corpus was made");
    return std::optional<Input>();
  };
  if (facts.path == "-") {
    out = faulty("cannot be read again", "keep what is read from a pipe in a file");
    return std::optional<Input>();
  }
  const std::string path = path_exists(facts.path) ? facts.path : unprinted(facts.path);
  if (!path_exists(path)) return missing();
  GALLEY_ASSIGN(InputList list, list_inputs(std::array{path}));
  if (list.inputs.size() != 1) return missing();
  Input& input = list.inputs.front();
  if (input.kind != Input::Kind::kFile) {
    out = faulty("is a pipe, which cannot be read again", "keep what is read from it in a file");
    return std::optional<Input>();
  }
  if (input.size_bytes != facts.bytes ||
      fmt::format("{:016x}", input.sample_hash) != facts.sampled_hash) {
    out = faulty("has changed since the corpus was made",
                 "put it back as it was, or run galley clean again");
    return std::optional<Input>();
  }
  return std::optional<Input>(std::move(input));
}

bool lists_profile(const Manifest& manifest) {
  for (const OutputFile& output : manifest.outputs) {
    if (output.name == kProfileName) return true;
  }
  return false;
}

}  // namespace

DocumentPlace place_of(std::uint64_t document, const Manifest& manifest) {
  for (const InputFacts& input : manifest.inputs) {
    if (document < input.documents) return {&input, document};
    document -= input.documents;
  }
  return {};
}

struct RepeatedRepairs::State {
  State(const RepeatSettings& wanted, RecordedWork recorded, Vocabulary learnt)
      : settings(wanted),
        work(std::move(recorded)),
        vocabulary(std::move(learnt)),
        run(work, vocabulary, settings.most_bytes) {}

  const RepeatSettings settings;
  const RecordedWork work;
  const Vocabulary vocabulary;
  std::optional<RepeatedDocument> fault;  // of all documents
  RepeatedRun run;
};

RepeatedRepairs::RepeatedRepairs(std::unique_ptr<State> state) : state_(std::move(state)) {}
RepeatedRepairs::RepeatedRepairs(RepeatedRepairs&&) noexcept = default;
RepeatedRepairs::~RepeatedRepairs() = default;

Result<RepeatedRepairs> RepeatedRepairs::open(const Manifest& manifest,
                                              const RepeatSettings& settings) {
  GALLEY_ASSIGN(RecordedWork work,
                recorded_work(manifest.options, join_path(settings.folder, kManifestName)));
  Vocabulary vocabulary;
  std::optional<RepeatedDocument> fault;
  if (work.taking == Taking::kRepair && lists_profile(manifest)) {
    const Result<Profile> profile = Profile::load(join_path(settings.folder, kProfileName));
    if (profile) {
      vocabulary = profile->vocabulary();
    } else {
      fault = faulty("cannot be repaired again: the corpus' profile " + profile.error().what,
                     profile.error().remedy);
    }
  }
  auto state = std::make_unique<State>(settings, std::move(work), std::move(vocabulary));
  state->fault = std::move(fault);
  return RepeatedRepairs(std::move(state));
}

Status RepeatedRepairs::read(const InputFacts& facts, std::span<const std::uint64_t> indexes,
                             const StopToken& stop, const Sink& sink) {
  if (indexes.empty()) return {};
  RepeatedDocument fault;
  GALLEY_ASSIGN(const std::optional<Input> input, find_input(facts, fault));
  if (input && state_->fault) fault = *state_->fault;
  if (!fault.fault.empty()) {
    for (const std::uint64_t index : indexes) GALLEY_TRY(sink(index, fault));
    return {};
  }
  const ReadOptions& read = state_->work.read;
  MemoryBudget budget(state_->settings.memory_bytes);
  const std::vector<Input> inputs = {*input};
  InputSequence sequence(inputs, read, budget, nullptr, stop);
  ChunkDecoder decoder(read, SourceMapping::kNone, EditLog::Keep::kCounts);
  state_->run.begin(indexes, sink);
  for (;;) {
    GALLEY_TRY(stop.check());
    GALLEY_ASSIGN(std::optional<NumberedChunk> chunk, sequence.next());
    if (!chunk) break;
    const DocumentBatch batch = decoder.decode(std::move(chunk->chunk), {*input, 0});
    GALLEY_ASSIGN(const bool more, state_->run.take(batch));
    if (!more) break;
  }
  return state_->run.finish();
}

Result<RepeatedDocument> repeat_repair(const Manifest& manifest, const DocumentPlace& place,
                                       const RepeatSettings& settings, const StopToken& stop) {
  GALLEY_ASSIGN(RepeatedRepairs repairs, RepeatedRepairs::open(manifest, settings));
  RepeatedDocument found;
  GALLEY_TRY(repairs.read(*place.input, std::array{place.index}, stop,
                          [&](std::uint64_t, RepeatedDocument document) {
                            found = std::move(document);
                            return Status();
                          }));
  return found;
}

}  // namespace galley
