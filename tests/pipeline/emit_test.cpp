// SPDX-License-Identifier: Apache-2.0
#include "pipeline/emit.h"

#include <cerrno>

#include "tests/support/faulty_os.h"
#include "tests/support/runs.h"

namespace galley {
namespace {

struct MadeFurniture {
  std::uint32_t paragraph;
  std::string text;
};

class Emit : public testing::Test {
 protected:
  void add(const std::string& id, const std::vector<std::string>& texts,
           const std::vector<MadeFurniture>& furniture = {}, const std::string& metadata = {}) {
    RepairedDocument repaired;
    std::vector<std::uint32_t> letters, furniture_letters;
    for (const std::string& text : texts) {
      if (!repaired.text.empty()) repaired.text += "\n\n";
      const auto begin = static_cast<std::uint32_t>(repaired.text.size());
      repaired.text += text;
      const auto end = static_cast<std::uint32_t>(repaired.text.size());
      repaired.paragraphs.push_back({begin, end, 0, 0, ParagraphKind::kText});
      letters.push_back(end - begin);
    }
    std::string source;
    for (const MadeFurniture& each : furniture) {
      const auto begin = static_cast<std::uint32_t>(source.size());
      source += each.text;
      repaired.furniture.push_back({begin, static_cast<std::uint32_t>(source.size()),
                                    each.paragraph, FurnitureKind::kPageNumber});
      furniture_letters.push_back(static_cast<std::uint32_t>(each.text.size()));
    }
    Document document;
    document.id = id;
    const std::string origin = "source of " + id;
    document.source = origin;
    document.metadata = metadata;
    document.text = source;
    SpoolPart part;
    append_to_spool({documents_, &document, &repaired, letters, furniture_letters}, part);
    ASSERT_TRUE(spool_.append(0, documents_++ << 32, std::move(part)));
  }
  // Removes paragraph `index` of the split for paragraph 0 of the first document.
  void remove(std::uint32_t index, RemovalReason reason, std::uint32_t ppm = 1'000'000) {
    TracedRemoval removal;
    removal.index = index;
    const SplitStore::Owner keeper = *spool_.store(0).owner(0);
    removal.keeper_record = keeper.record;
    removal.keeper_record_bytes = keeper.record_bytes;
    removal.similarity_ppm = ppm;
    removal.reason = static_cast<std::uint32_t>(reason);
    removals_.push_back(removal);
  }
  Result<EmittedSplit> emit(RemovedTexts texts = RemovedTexts::kDrop) {
    EXPECT_TRUE(spool_.seal());
    return emit_split(0, removals_, spool_, {folder_.path(), 3, texts}, 1);
  }
  [[nodiscard]] std::vector<Json> rows(std::string_view stem) const {
    return read_rows(folder_.path(), stem);
  }

  const TempFolder folder_;
  MemoryBudget budget_{UINT64_MAX};
  const StopToken stop_;
  SpillPlace place_{folder_ / "temp", budget_, stop_};
  Spool spool_{place_};
  std::vector<TracedRemoval> removals_;
  std::uint64_t documents_ = 0;
};

TEST_F(Emit, WritesWhatStaysAndWhatWent) {
  add("a", {"one", "two"}, {}, R"({"page":1})");
  add("b", {"uno", "one", "dos", "tvo"});
  remove(3, RemovalReason::kExact);
  remove(5, RemovalReason::kNear, 812'345);
  const Result<EmittedSplit> emitted = emit();
  ASSERT_TRUE(emitted);
  EXPECT_EQ(rows("corpus"),
            (std::vector<Json>{
                Json::parse(R"({"id":"a","document":0,"text":"one\n\ntwo","source":"source of a",
                                "metadata":{"page":1}})"),
                Json::parse(R"({"id":"b","document":1,"text":"uno\n\ndos","source":"source of b",
                                "paragraphs":[0,2]})")}));
  EXPECT_EQ(rows("removed"),
            (std::vector<Json>{
                Json::parse(R"({"id":"b","document":1,"paragraph":1,"chars":3,"reason":"exact",
                                "kept_id":"a","kept_document":0,"kept_paragraph":0,
                                "similarity":1.0,"text":null})"),
                Json::parse(R"({"id":"b","document":1,"paragraph":3,"chars":3,"reason":"near",
                                "kept_id":"a","kept_document":0,"kept_paragraph":0,
                                "similarity":0.812345,"text":null})")}));
  EXPECT_EQ(emitted->counts.kept, 4u);
  EXPECT_EQ(emitted->counts.removed_exact, 1u);
  EXPECT_EQ(emitted->counts.removed_near, 1u);
  EXPECT_EQ(emitted->counts.letters_kept, 12u);
  EXPECT_EQ(emitted->counts.letters_removed, 6u);
}

TEST_F(Emit, KeepsTheTextOfTheRemovedWhereAsked) {
  add("a", {"one", "one"});
  remove(1, RemovalReason::kExact);
  ASSERT_TRUE(emit(RemovedTexts::kKeep));
  EXPECT_EQ(rows("removed").at(0).at("text"), "one");
}

TEST_F(Emit, LeavesOutDocumentsOfWhichNothingStays) {
  add("a", {"one"});
  add("b", {});
  add("c", {"one"});
  add("d", {"four"});
  remove(1, RemovalReason::kExact);
  ASSERT_TRUE(emit());
  std::vector<std::string> ids;
  for (const Json& row : rows("corpus")) ids.push_back(row.at("id"));
  EXPECT_EQ(ids, (std::vector<std::string>{"a", "d"}));
  EXPECT_EQ(rows("corpus").at(1).at("document"), 3);
  EXPECT_EQ(rows("removed").size(), 1u);
}

// Furniture is listed before the paragraph that it stood before, also at the end of a document.
TEST_F(Emit, ListsFurnitureInItsPlace) {
  add("a", {"one", "one", "two"}, {{0, "HEAD"}, {1, "- 1 -"}, {3, "FOOT"}});
  remove(1, RemovalReason::kExact);
  const Result<EmittedSplit> emitted = emit();
  ASSERT_TRUE(emitted);
  std::vector<std::pair<std::string, std::uint64_t>> found;
  for (const Json& row : rows("removed")) found.emplace_back(row.at("reason"), row.at("paragraph"));
  EXPECT_EQ(found, (std::vector<std::pair<std::string, std::uint64_t>>{
                       {"furniture", 0}, {"furniture", 1}, {"exact", 1}, {"furniture", 3}}));
  EXPECT_EQ(rows("removed").at(1).at("text"), "- 1 -");
  EXPECT_TRUE(rows("removed").at(1).at("kept_id").is_null());
  EXPECT_EQ(emitted->counts.furniture, 3u);
  EXPECT_EQ(emitted->counts.letters_removed, 4u + 5u + 4u + 3u);
}

TEST_F(Emit, NumbersThePiecesOfADocumentOnwards) {
  add("a", {"one", "two"});
  spool_.continue_from(70);
  ASSERT_TRUE(emit());
  EXPECT_EQ(rows("corpus").at(0).at("paragraphs"), Json::parse("[70,71]"));
}

TEST_F(Emit, FaultsLeaveNothingUnderAFinalName) {
  add("a", {"one", "two"});
  for (const auto call : {FaultyOs::Call::kWrite, FaultyOs::Call::kRename}) {
    FaultyOs faulty({call, 0, ENOSPC, FaultyOs::Lasting::kForGood});
    const ScopedOs scoped(faulty);
    const Result<EmittedSplit> emitted = emit();
    ASSERT_FALSE(emitted);
    EXPECT_EQ(emitted.error().code, ErrorCode::kResource);
    EXPECT_TRUE(list_folder(folder_.path())->empty());
  }
}

}  // namespace
}  // namespace galley
