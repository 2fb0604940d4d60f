// SPDX-License-Identifier: Apache-2.0
// Files and folders are compared as the system knows them: names may differ by links and dots.
#include "pipeline/apart.h"

#include <fmt/format.h>

#include <string_view>

#include "base/atomic_file.h"
#include "base/file.h"
#include "base/link_target.h"
#include "base/os.h"
#include "base/try.h"
#include "pipeline/output_folder.h"
#include "pipeline/task_folder.h"

namespace galley {

namespace {

// Descriptors.
constexpr int kStandardInput = 0;
constexpr int kStandardOutput = 1;

bool same_place(const struct stat& a, const struct stat& b) {
  return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool status_of(const Input& input, struct stat& status) {
  const int told = input.kind == Input::Kind::kStandardInput
                       ? os().fstat(kStandardInput, &status)
                       : os().stat(input.path.c_str(), &status);
  return told == 0;
}

// The input at the place of `status`; null if there is none.
const Input* input_at(const struct stat& status, const std::vector<Input>& found) {
  for (const Input& input : found) {
    struct stat other{};
    if (status_of(input, other) && same_place(status, other)) return &input;
  }
  return nullptr;
}

std::string folder_of(const std::string& file) {
  const std::size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : file.substr(0, slash);
}

// Whether `inner` is `outer` or lies somewhere below it.
bool lies_in(const std::string& inner, const struct stat& outer) {
  std::string path = inner;
  struct stat status{};
  // A folder that does not exist yet lies where its nearest existing parent lies.
  while (os().stat(path.c_str(), &status) != 0) {
    const std::size_t slash = path.find_last_not_of('/', path.rfind('/'));
    if (path.rfind('/') == std::string::npos) {
      path = ".";
    } else if (slash == std::string::npos) {
      path = "/";
    } else {
      path.resize(slash + 1);
    }
    if (path == "." || path == "/") {
      if (os().stat(path.c_str(), &status) != 0) return false;
      break;
    }
  }
  if (!S_ISDIR(status.st_mode)) {
    path = folder_of(path);
    if (os().stat(path.c_str(), &status) != 0) return false;
  }
  for (;;) {
    if (same_place(status, outer)) return true;
    path += "/..";
    struct stat parent{};
    if (os().stat(path.c_str(), &parent) != 0 || same_place(parent, status)) return false;
    status = parent;
  }
}

// `others` are called `what`; `remedy` is what to do about it.
Status check_apart(const std::string& output, const std::vector<std::string>& inputs,
                   std::string_view what, std::string_view remedy) {
  struct stat output_status{};
  const bool output_exists = os().stat(output.c_str(), &output_status) == 0;
  for (const std::string& input : inputs) {
    struct stat input_status{};
    if (input == "-" || os().stat(input.c_str(), &input_status) != 0) continue;
    const bool is_folder = S_ISDIR(input_status.st_mode);
    const bool inside_input = is_folder ? lies_in(output, input_status)
                                        : output_exists && same_place(output_status, input_status);
    // A file lies in a folder if its own folder does.
    const bool input_inside =
        output_exists && lies_in(is_folder ? input : folder_of(input), output_status);
    if (!inside_input && !input_inside) continue;
    return fail(ErrorCode::kConflict, output,
                fmt::format("{} the {} {}",
                            !is_folder && inside_input ? "is"
                            : inside_input             ? "lies in"
                                                       : "holds",
                            what, input),
                std::string(remedy));
  }
  return {};
}

}  // namespace

Status check_output_apart(const std::string& output, const std::vector<std::string>& inputs) {
  return check_apart(output, inputs, "input", "choose an output apart from the inputs");
}

Status check_temp_apart(const std::string& temp, const std::vector<std::string>& inputs) {
  if (temp.empty()) return {};
  for (const std::string& input : inputs) {
    struct stat status{};
    if (input == "-" || os().stat(input.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
      continue;
    if (!lies_in(temp, status)) continue;
    return fail(ErrorCode::kConflict, temp, "lies in the input " + input,
                "name a folder apart from the inputs with --temp");
  }
  return {};
}

Status check_edits_apart(const RunOptions& options) {
  if (options.edits.empty()) return {};
  GALLEY_ASSIGN(const std::string edits, link_target(options.edits));
  if (!options.profile.empty()) {
    GALLEY_TRY(check_apart(edits, {options.profile}, "profile", "choose another name"));
  }
  return check_output_apart(edits, options.inputs);
}

Status check_file_apart(const std::string& file, const std::vector<Input>& found) {
  if (file.empty()) return {};
  GALLEY_ASSIGN(const std::string target, link_target(file));
  for (const std::string& path : {target, part_path_of(target)}) {
    struct stat status{};
    if (os().stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    const Input* const input = input_at(status, found);
    if (input == nullptr) continue;
    return fail(ErrorCode::kConflict, file,
                path == target ? "is the input " + input->path
                               : "is written as " + path + ", which is the input " + input->path,
                "choose another name");
  }
  return {};
}

Status check_stream_apart(const std::vector<Input>& found) {
  struct stat status{};
  if (os().fstat(kStandardOutput, &status) != 0 || !S_ISREG(status.st_mode)) return {};
  const Input* const input = input_at(status, found);
  if (input == nullptr) return {};
  return fail(ErrorCode::kConflict, "standard output", "is the input " + input->path,
              "write into another file");
}

Status check_stream_apart_from_corpus(const std::string& folder) {
  const Result<std::vector<std::string>> names = list_folder(folder);
  if (!names) return {};  // the command itself will say so
  std::vector<Input> files;
  for (const std::string& name : *names) {
    if (!is_output_name(name)) continue;
    files.emplace_back();
    files.back().path = join_path(folder, name);
  }
  return check_stream_apart(files);
}

Status check_apart_from_corpus(const std::string& file, const std::string& folder) {
  if (file.empty()) return {};
  GALLEY_ASSIGN(const std::string target, link_target(file));
  struct stat corpus{};
  if (os().stat(folder.c_str(), &corpus) != 0) return {};
  const auto is_in_corpus = [&](const std::string& path) {
    struct stat holder{};
    return os().stat(folder_of(path).c_str(), &holder) == 0 && same_place(corpus, holder);
  };
  if (is_output_name(last_name(target)) && is_in_corpus(target)) {
    return fail(ErrorCode::kConflict, file, "is a file of the corpus itself",
                "choose another name");
  }
  // What is in the work folder goes with it.
  const std::string work = work_path_of(folder);
  for (std::string at = folder_of(target); at != folder_of(at); at = folder_of(at)) {
    const bool is_work = last_name(at) == last_name(work) || last_name(at) == kInputCopiesName;
    if (is_work && is_in_corpus(at)) {
      return fail(ErrorCode::kConflict, file, "lies where the run works, and would go with that",
                  "choose another name");
    }
  }
  return {};
}

Status check_index_apart(const std::string& index, const std::string& output,
                         const std::vector<std::string>& inputs) {
  constexpr std::string_view kRemedy = "choose a folder of its own for the index";
  GALLEY_TRY(check_apart(index, inputs, "input", kRemedy));
  return output.empty() ? Status() : check_apart(index, {output}, "output", kRemedy);
}

Status check_found_apart(const std::string& output, const std::vector<Input>& found) {
  struct stat output_status{};
  if (os().stat(output.c_str(), &output_status) != 0) return {};
  std::string checked;
  for (const Input& input : found) {
    if (input.kind == Input::Kind::kStandardInput) continue;
    std::string folder = folder_of(input.path);
    if (folder == checked) continue;
    checked = std::move(folder);
    if (!lies_in(checked, output_status)) continue;
    return fail(ErrorCode::kConflict, output, "holds the input " + input.path,
                "choose an output apart from the inputs");
  }
  return {};
}

}  // namespace galley
