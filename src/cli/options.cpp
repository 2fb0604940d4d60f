// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "base/check.h"
#include "cli/commands.h"
#include "cli/values.h"

namespace galley {

namespace {

namespace po = boost::program_options;

const OptionRow* row_named(std::string_view name) {
  for (const OptionRow& row : option_rows()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

// The options of a command, in the form that Boost reads.
po::options_description description_of(CommandBit command) {
  po::options_description description;
  for (const OptionRow& row : option_rows()) {
    if ((row.commands & command) == 0) continue;
    std::string names(row.name);
    if (row.letter != 0) names += std::string(",") + row.letter;
    if (row.argument.empty()) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::string>(), "");
    }
  }
  description.add_options()("input", po::value<std::vector<std::string>>(), "");
  return description;
}

std::string how_to_write(const OptionRow& row) {
  return row.choices.empty() ? fmt::format("write --{} {}", row.name, row.argument)
                             : fmt::format("choose among {}", fmt::join(row.choices, ", "));
}

std::string help_of(CommandBit command) {
  return fmt::format("galley {} --help", row_of(command).name);
}

// "clean, dedup and learn"
std::string commands_with(const OptionRow& row) {
  std::vector<std::string_view> names;
  for (const CommandRow& command : command_rows()) {
    if ((row.commands & command.bit) != 0) names.push_back(command.name);
  }
  const std::string_view last = names.back();
  names.pop_back();
  return names.empty() ? std::string(last) : fmt::format("{} and {}", fmt::join(names, ", "), last);
}

std::unexpected<Error> unknown_option(CommandBit command, const std::string& word) {
  std::string_view bare = word;
  bare.remove_prefix(std::min(bare.find_first_not_of('-'), bare.size()));
  bare = bare.substr(0, bare.find('='));
  std::vector<std::string_view> names;
  for (const OptionRow& row : option_rows()) {
    const bool is_named = row.letter != 0 && bare == std::string_view(&row.letter, 1)
                              ? word.size() == 2
                              : row.name == bare && !word.starts_with("---");
    if ((row.commands & command) != 0) {
      names.push_back(row.name);
    } else if (is_named) {
      return fail(
          ErrorCode::kUsage, word,
          fmt::format("is an option of {}, not of {}", commands_with(row), row_of(command).name),
          fmt::format("{} lists those that it has", help_of(command)));
    }
  }
  const std::string_view meant = nearest(bare, names);
  return fail(ErrorCode::kUsage, word, fmt::format("is no option of {}", row_of(command).name),
              meant.empty()
                  ? fmt::format("{} lists all", help_of(command))
                  : fmt::format("did you mean --{}? {} lists all", meant, help_of(command)));
}

// An option's value once more, where the first was another: which of them is meant nobody knows.
Status check_repeated(std::vector<std::pair<const OptionRow*, std::string_view>>& given,
                      const OptionRow& row, std::string_view value) {
  for (const auto& [earlier, earlier_value] : given) {
    if (earlier == &row && earlier_value != value) {
      return fail(ErrorCode::kUsage, fmt::format("--{}", row.name),
                  fmt::format("is given twice, as {} and as {}", earlier_value, value),
                  "write it once");
    }
  }
  given.emplace_back(&row, value);
  return {};
}

}  // namespace

Result<CommandLine> parse_words(CommandBit command, std::span<const std::string> words) {
  CommandLine line;
  if (command == kLearn) line.run.survey_bytes = std::uint64_t{1} << 30;
  // Fewer and larger tasks: each takes files of its own.
  if (command == kPlan) line.run.group_bytes = std::uint64_t{128} << 20;
  po::positional_options_description positional;
  positional.add("input", -1);
  const po::options_description description = description_of(command);
  // Boost reports faults by exceptions; they end here.
  try {
    const std::vector<std::string> copy(words.begin(), words.end());
    // Guessing would take --thr for --threads, and break when a second option begins so.
    const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
    const po::parsed_options parsed = po::command_line_parser(copy)
                                          .options(description)
                                          .positional(positional)
                                          .style(style)
                                          .run();
    std::vector<std::pair<const OptionRow*, std::string_view>> given;
    for (const po::option& option : parsed.options) {
      if (option.string_key == "input") {
        // Boost takes "--=x" for the word x.
        if (!option.original_tokens.empty() && option.original_tokens != option.value) {
          return unknown_option(command, option.original_tokens.front());
        }
        line.run.inputs.insert(line.run.inputs.end(), option.value.begin(), option.value.end());
        continue;
      }
      const OptionRow* row = row_named(option.string_key);
      GALLEY_CHECK(row != nullptr);
      if (!row->argument.empty() && option.value.front().empty()) {
        return fail(ErrorCode::kUsage, "--" + option.string_key, "has an empty value",
                    how_to_write(*row));
      }
      const std::string_view value =
          row->argument.empty() ? std::string_view() : std::string_view(option.value.front());
      if (Status once = check_repeated(given, *row, value); !once) {
        return std::unexpected(std::move(once).error());
      }
      if (Status applied = row->apply(line, value); !applied) {
        return std::unexpected(std::move(applied).error());
      }
      // Letters that stand together ("-qh") come without tokens of their own.
      const std::vector<std::string>& tokens = option.original_tokens;
      if (row->name == "help" && (tokens.empty() || !tokens.front().starts_with("--"))) {
        line.help = CommandLine::Help::kShort;
      }
    }
  } catch (const po::unknown_option& fault) {
    return unknown_option(command, fault.get_option_name());
  } catch (const po::invalid_command_line_syntax& fault) {
    const OptionRow* row = row_named(fault.get_option_name().substr(
        std::min(fault.get_option_name().find_first_not_of('-'), fault.get_option_name().size())));
    if (row != nullptr && row->argument.empty()) {
      return fail(ErrorCode::kUsage, fault.get_option_name(), "takes no value",
                  "leave the value away");
    }
    return fail(ErrorCode::kUsage, fault.get_option_name(), "needs a value",
                row == nullptr ? fmt::format("{} lists all options", help_of(command))
                               : how_to_write(*row));
  } catch (const po::error& fault) {
    return fail(ErrorCode::kUsage, "command line", fault.what(),
                fmt::format("see {}", help_of(command)));
  }
  const bool is_ocr = line.run.dedup.preset == DedupPreset::kOcr;
  line.run.dedup.unit = line.unit.value_or(is_ocr ? DedupUnit::kItem : DedupUnit::kParagraph);
  if (line.talk == CommandLine::Talk::kFaultsOnly) line.progress = ProgressStyle::kNone;
  return line;
}

}  // namespace galley
