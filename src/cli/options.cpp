// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "base/check.h"
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
      return fail(ErrorCode::kUsage, word, "is an option of another command",
                  "see which options this one has with --help");
    }
  }
  const std::string_view meant = nearest(bare, names);
  return fail(ErrorCode::kUsage, word, "is no option",
              meant.empty() ? std::string("see --help") : fmt::format("did you mean --{}?", meant));
}

}  // namespace

Result<CommandLine> parse_words(CommandBit command, std::span<const std::string> words) {
  CommandLine line;
  if (command == kLearn) line.run.survey_bytes = std::uint64_t{1} << 30;
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
    for (const po::option& option : parsed.options) {
      if (option.string_key == "input") {
        // Boost takes "--=x" for the word x.
        if (option.original_tokens != option.value) {
          return unknown_option(command, option.original_tokens.front());
        }
        line.run.inputs.insert(line.run.inputs.end(), option.value.begin(), option.value.end());
        continue;
      }
      const OptionRow* row = row_named(option.string_key);
      GALLEY_CHECK(row != nullptr);
      if (!row->argument.empty() && option.value.front().empty()) {
        return fail(ErrorCode::kUsage, "--" + option.string_key, "has an empty value",
                    fmt::format("write --{} {}", row->name, row->argument));
      }
      const std::string_view value =
          row->argument.empty() ? std::string_view() : std::string_view(option.value.front());
      if (Status applied = row->apply(line, value); !applied) {
        return std::unexpected(std::move(applied).error());
      }
      if (row->name == "help" && option.original_tokens.front() == "-h") {
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
                row == nullptr ? std::string("see --help")
                               : fmt::format("write --{} {}", row->name, row->argument));
  } catch (const po::error& fault) {
    return fail(ErrorCode::kUsage, "command line", fault.what(), "see --help");
  }
  return line;
}

}  // namespace galley
