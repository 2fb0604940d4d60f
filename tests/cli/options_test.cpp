// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "cli/help.h"
#include "tests/cli/described.h"
#include "tests/support/generators.h"

namespace galley {
namespace {

using Words = std::vector<std::string>;

CommandLine parsed(CommandBit command, const Words& words) {
  Result<CommandLine> line = parse_words(command, words);
  if (line) return *std::move(line);
  ADD_FAILURE() << to_string(line.error());
  return {};
}

std::string refusal(CommandBit command, const Words& words) {
  const Result<CommandLine> line = parse_words(command, words);
  if (line) return "accepted";
  EXPECT_EQ(line.error().code, ErrorCode::kUsage);
  return to_string(line.error());
}

TEST(ParseWords, OptionsAndInputsInAnyOrder) {
  const CommandLine line =
      parsed(kClean, {"a", "-o", "out", "b", "--threads=3", "--similarity", "0.7", "c"});
  EXPECT_EQ(line.run.inputs, (Words{"a", "b", "c"}));
  EXPECT_EQ(line.run.output, "out");
  EXPECT_EQ(line.run.threads, 3);
  EXPECT_EQ(line.run.dedup.similarity_ppm, 700'000u);
  EXPECT_EQ(described(line), described(parsed(kClean, {"--similarity=0.7", "--threads", "3",
                                                       "--output=out", "a", "b", "c"})));
  EXPECT_EQ(parsed(kClean, {"a", "-oout"}).run.output, "out");
}

TEST(ParseWords, ADashIsAnInput) {
  EXPECT_EQ(parsed(kRepair, {"-"}).run.inputs, Words{"-"});
  EXPECT_EQ(parsed(kClean, {"-", "-o", "-"}).run.output, "-");
}

TEST(ParseWords, TwoDashesEndTheOptions) {
  const CommandLine line = parsed(kClean, {"-o", "out", "--", "--threads", "-q", "--"});
  EXPECT_EQ(line.run.inputs, (Words{"--threads", "-q", "--"}));
  EXPECT_EQ(line.run.threads, 0);
}

TEST(ParseWords, ValuesMayLookLikeAnything) {
  EXPECT_EQ(parsed(kClean, {"a", "--text-field==x"}).run.read.text_field, "=x");
  EXPECT_EQ(parsed(kClean, {"a", "--text-field", "a b"}).run.read.text_field, "a b");
  EXPECT_EQ(parsed(kClean, {"a", "--output=--odd"}).run.output, "--odd");
  EXPECT_EQ(parsed(kClean, {"\xFF\xFE name"}).run.inputs, Words{"\xFF\xFE name"});
}

TEST(ParseWords, TheDefaultsAreThoseOfTheStructs) {
  CommandLine expected;
  expected.run.inputs = {"a"};
  EXPECT_EQ(described(parsed(kClean, {"a"})), described(expected));
  expected.run.survey_bytes = std::uint64_t{1} << 30;
  EXPECT_EQ(described(parsed(kLearn, {"a"})), described(expected));
}

TEST(ParseWords, ThePresetPicksTheUnitThatIsNotGiven) {
  const auto unit_of = [](const Words& words) { return parsed(kDedup, words).run.dedup.unit; };
  EXPECT_EQ(unit_of({"a"}), DedupUnit::kParagraph);
  EXPECT_EQ(unit_of({"a", "--preset", "ocr"}), DedupUnit::kItem);
  EXPECT_EQ(unit_of({"a", "--preset", "default"}), DedupUnit::kParagraph);
  EXPECT_EQ(unit_of({"a", "--unit", "paragraph", "--preset", "ocr"}), DedupUnit::kParagraph);
  EXPECT_EQ(unit_of({"a", "--preset", "ocr", "--unit", "document"}), DedupUnit::kDocument);
  EXPECT_EQ(unit_of({"a", "--unit", "item"}), DedupUnit::kItem);
}

TEST(ParseWords, HelpIsShortOrLong) {
  EXPECT_EQ(parsed(kClean, {"-h"}).help, CommandLine::Help::kShort);
  EXPECT_EQ(parsed(kClean, {"--help"}).help, CommandLine::Help::kLong);
  EXPECT_EQ(parsed(kClean, {}).help, CommandLine::Help::kNone);
  EXPECT_EQ(parsed(kClean, {"-qh"}).help, CommandLine::Help::kShort);
  EXPECT_EQ(parsed(kClean, {"-hq"}).help, CommandLine::Help::kShort);
}

TEST(ParseWords, NamesTheNearestOption) {
  EXPECT_EQ(
      refusal(kClean, {"--treads", "2"}),
      "--treads: is no option of clean; did you mean --threads? galley clean --help lists all");
  EXPECT_EQ(refusal(kClean, {"--similarty=0.8"}),
            "--similarty=0.8: is no option of clean; did you mean --similarity? galley clean "
            "--help lists all");
  EXPECT_EQ(refusal(kClean, {"--quux-and-more"}),
            "--quux-and-more: is no option of clean; galley clean --help lists all");
}

TEST(ParseWords, OptionsAreNotAbbreviated) {
  EXPECT_NE(refusal(kClean, {"a", "--thr", "2"}), "accepted");
}

TEST(ParseWords, AnOptionOfAnotherCommandIsToldApart) {
  EXPECT_NE(refusal(kRepair, {"--similarity", "0.8"})
                .find("is an option of clean, dedup, bench and plan, not of repair"),
            std::string::npos);
}

TEST(ParseWords, AnOptionGivenTwiceWithTwoValuesIsRefused) {
  EXPECT_EQ(refusal(kClean, {"a", "-o", "b", "--output", "c"}),
            "--output: is given twice, as b and as c; write it once");
  EXPECT_TRUE(parse_words(kClean, std::vector<std::string>{"a", "--level", "4", "--level=4"}));
  EXPECT_TRUE(parse_words(kClean, std::vector<std::string>{"a", "-q", "--quiet"}));
}

TEST(ParseWords, DashesInTheWrongPlace) {
  EXPECT_EQ(
      refusal(kClean, {"a", "---threads", "2"}),
      "---threads: is no option of clean; did you mean --threads? galley clean --help lists all");
  EXPECT_EQ(refusal(kClean, {"a", "--=x"}),
            "--=x: is no option of clean; galley clean --help lists all");
  EXPECT_EQ(
      refusal(kRepair, {"-o", "out"}),
      "-o: is an option of clean, dedup, learn, restore and plan, not of repair; galley repair "
      "--help lists "
      "those that it has");
}

TEST(ParseWords, MissingAndNeedlessValues) {
  EXPECT_NE(refusal(kClean, {"a", "--threads"}).find("needs a value"), std::string::npos);
  EXPECT_NE(refusal(kClean, {"a", "-o"}).find("needs a value"), std::string::npos);
  EXPECT_NE(refusal(kClean, {"a", "--threads="}).find("value"), std::string::npos);
  EXPECT_NE(refusal(kClean, {"a", "--output", ""}).find("empty value"), std::string::npos);
  EXPECT_NE(refusal(kClean, {"a", "--resume=yes"}).find("takes no value"), std::string::npos);
}

TEST(ParseWords, EveryCommandTakesItsOwnOptionsOnly) {
  for (const CommandRow& command : command_rows()) {
    for (const OptionRow& row : option_rows()) {
      if (!row.argument.empty()) continue;
      const Result<CommandLine> line =
          parse_words(command.bit, Words{"--" + std::string(row.name)});
      EXPECT_EQ(line.has_value(), (row.commands & command.bit) != 0)
          << command.name << " --" << row.name;
    }
  }
}

RC_GTEST_PROP(ParseWords, NoWordsAreTooStrange, ()) {
  const auto word = rc::gen::oneOf(
      any_bytes(),
      rc::gen::element<std::string>("-o", "--threads", "--", "-", "--help", "-q", "--resume", "=",
                                    "--=", "---", "-o=", "-ho", "--output="));
  const auto words = *rc::gen::container<Words>(word);
  const auto command = *rc::gen::element(kClean, kRepair, kDedup, kLearn, kVerify, kRestore);
  const Result<CommandLine> line = parse_words(command, words);
  if (line) return;
  RC_ASSERT(line.error().code == ErrorCode::kUsage);
  RC_ASSERT(!line.error().what.empty());
  RC_ASSERT(!line.error().remedy.empty());
}

}  // namespace
}  // namespace galley
