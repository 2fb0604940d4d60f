// SPDX-License-Identifier: Apache-2.0
// The man page, in mdoc(7). Each sentence begins a line, as the language asks.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/commands.h"
#include "cli/generate.h"
#include "cli/help.h"
#include "cli/release_date.h"
#include "galley/run.h"

namespace galley {

namespace {

constexpr std::size_t kManWidth = 78;

// A text of the tables as lines of mdoc: no line begins with a control character, no backslash is
// an escape.
std::string text_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    // A sentence ends with a full stop and a blank; a number's point has no blank behind it.
    const std::size_t stop = text.find(". ");
    std::string sentence(text.substr(0, stop == std::string_view::npos ? stop : stop + 1));
    text.remove_prefix(stop == std::string_view::npos ? text.size() : stop + 2);
    std::string escaped;
    for (const char c : sentence) {
      if (c == '\\') {
        escaped += "\\e";
      } else if (c == '\'') {
        escaped += "\\(aq";
      } else {
        escaped += c;
      }
    }
    std::string lines = wrapped(escaped, 0, kManWidth);
    for (std::size_t at = 0; at != std::string::npos;) {
      if (lines[at] == '.') lines.insert(at, "\\&");
      at = lines.find('\n', at);
      if (at != std::string::npos) ++at;
    }
    out += lines + "\n";
  }
  return out;
}

std::string sentence(std::string_view clause) {
  std::string text(clause);
  if (text.front() >= 'a' && text.front() <= 'z' && !text.starts_with("ocr:")) {
    text.front() = static_cast<char>(text.front() & ~0x20);
  }
  return text_lines(text + ".");
}

// The words behind a command as macros: INPUT... -o FOLDER.
std::string words_of(const CommandRow& command) {
  std::string out;
  std::string_view words = command.words;
  while (!words.empty()) {
    std::string_view word = words.substr(0, words.find(' '));
    words.remove_prefix(std::min(word.size() + 1, words.size()));
    const bool optional = word.starts_with('[');
    if (optional) {
      word = word.substr(1, word.size() - 2);
      out += " Op";
    }
    if (word.starts_with('-')) {
      out += fmt::format(" Fl {}", word.substr(1));
    } else if (word.ends_with("...")) {
      out += fmt::format(" Ar {} ...", word.substr(0, word.size() - 3));
    } else {
      out += fmt::format(" Ar {}", word);
    }
  }
  return out.substr(1);
}

std::string synopsis() {
  std::string out = ".Sh SYNOPSIS\n";
  for (const CommandRow& command : command_rows()) {
    out += fmt::format(".Nm\n.Cm {}\n.Op Ar options\n.{}\n", command.name, words_of(command));
  }
  return out + ".Nm\n.Cm help\n.Op Ar command\n.Nm\n.Fl -version\n";
}

std::string commands() {
  std::string out = ".Sh COMMANDS\n.Bl -tag -width Ds\n";
  for (const CommandRow& command : command_rows()) {
    out += fmt::format(".It Cm {} {}\n", command.name, words_of(command));
    out += sentence(command.summary) + text_lines(command.description);
    if (command.written.empty()) continue;
    out += ".Bl -tag -width Ds -compact\n";
    for (const NamedText& file : command.written) {
      out += fmt::format(".It Pa {}\n{}", file.name, sentence(file.text));
    }
    out += ".El\n";
  }
  return out + ".El\n";
}

std::string names_of(unsigned bits) {
  std::string names;
  std::size_t count = 0;
  for (const CommandRow& command : command_rows()) {
    if ((bits & command.bit) == 0) continue;
    names += fmt::format("{}{}", count++ == 0 ? "" : ", ", command.name);
  }
  return count == command_rows().size() ? "all commands" : names;
}

std::string option(const OptionRow& row) {
  std::string out = ".It";
  if (row.letter != 0) {
    out += fmt::format(" Fl {}", row.letter);
    if (!row.argument.empty()) out += fmt::format(" Ar {}", row.argument);
    out += " ,";
  }
  out += fmt::format(" Fl -{}", row.name);
  if (!row.argument.empty()) out += fmt::format(" Ar {}", row.argument);
  out += "\n" + sentence(row.help);
  if (!row.choices.empty()) {
    out += text_lines(fmt::format("{} is one of {}.", row.argument, fmt::join(row.choices, ", ")));
  }
  if (!row.preset.empty()) out += text_lines(fmt::format("Default: {}.", row.preset));
  return out + text_lines(fmt::format("For {}.", names_of(row.commands)));
}

std::string options() {
  std::string out =
      ".Sh OPTIONS\n"
      "SIZE is a number of bytes, or one with K, M, G or T behind it: 512M is 512 MiB.\n";
  for (std::size_t group = 0; group < kOptionGroups; ++group) {
    out += fmt::format(".Ss {}\n.Bl -tag -width Ds\n", title(static_cast<OptionGroup>(group)));
    for (const OptionRow& row : option_rows()) {
      if (static_cast<std::size_t>(row.group) == group) out += option(row);
    }
    out += ".El\n";
  }
  return out +
         ".Ss Without a command\n"
         ".Bl -tag -width Ds\n"
         ".It Fl V , Fl -version\n"
         "Tell versions.\n"
         ".It Fl -generate Ar WHAT\n"
         "Write the man page (man) or a completion (bash, zsh, fish) to standard output.\n"
         ".El\n";
}

std::string named_texts(std::string_view heading, std::string_view macro,
                        std::span<const NamedText> texts) {
  std::string out = fmt::format(".Sh {}\n.Bl -tag -width Ds\n", heading);
  for (const NamedText& text : texts) {
    out += fmt::format(".It {} {}\n{}", macro, text.name, sentence(text.text));
  }
  return out + ".El\n";
}

std::string examples() {
  std::string out = ".Sh EXAMPLES\n";
  for (const CommandRow& command : command_rows()) {
    for (const NamedText& example : command.examples) {
      std::string text = sentence(example.text);
      text.replace(text.rfind('.'), 1, ":");
      out += fmt::format("{}.Bd -literal -offset indent\n{}\n.Ed\n.Pp\n", text, example.name);
    }
  }
  return out.substr(0, out.size() - 4);
}

}  // namespace

std::string man_page() {
  return fmt::format(
             ".\\\" SPDX-License-Identifier: Apache-2.0\n"
             ".\\\" Made by: galley --generate man\n"
             ".Dd {}\n.Dt GALLEY 1\n.Os\n"
             ".Sh NAME\n.Nm galley\n.Nd turn scraped newspaper dumps into clean, compressed "
             "corpora\n",
             kReleaseDate) +
         synopsis() + ".Sh DESCRIPTION\n.Nm\n" +
         text_lines(
             "repairs what extraction and OCR broke in newspaper text (line wraps, split words, "
             "stray spaces, interrupted paragraphs, encodings), removes exact and near-duplicate "
             "paragraphs, and writes zstd-compressed JSON Lines with a record of everything that "
             "it changed. The same input, options and version give the same bytes, for any number "
             "of threads and any memory limit.") +
         ".Pp\n" +
         text_lines(fmt::format(
             "Inputs are files, folders, or - for standard input: text or JSON Lines, plain or "
             "compressed by zstd, gzip, xz or bzip2, in any usual encoding; all of that is "
             "recognised by content. This page tells of version {}.",
             version())) +
         commands() + options() + named_texts("ENVIRONMENT", "Ev", environment_variables()) +
         named_texts("FILES", "Ar", name_rules()) +
         named_texts("EXIT STATUS", "Li", exit_statuses()) + examples() +
         ".Sh SEE ALSO\n.Xr jq 1 ,\n.Xr zstd 1\n";
}

}  // namespace galley
