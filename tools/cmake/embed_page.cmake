# Puts the page of the report together and writes it as C++ (cmake -P; see ReportPage.cmake).
#
# The page may run nothing but what stands here: its Content-Security-Policy names the hash of each
# script and style, which is why they are known at build time and the data is not among them.
cmake_minimum_required(VERSION 3.25)

# The rules that Observable Plot puts into each chart, letter by letter: class names are our choice.
set(chart_style ":where(.plot) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.plot text),
:where(.plot tspan) {
  white-space: pre;
}")

# 'sha256-…' of a text, as a policy writes it.
function(policy_hash text out)
  string(SHA256 hex "${text}")
  string(APPEND hex "00") # 33 bytes make 44 characters; the last of them is the padding
  set(alphabet ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)
  set(base64 "")
  foreach(at RANGE 0 60 6)
    string(SUBSTRING ${hex} ${at} 6 three_bytes)
    foreach(shift 18 12 6 0)
      math(EXPR index "(0x${three_bytes} >> ${shift}) & 63")
      string(SUBSTRING ${alphabet} ${index} 1 character)
      string(APPEND base64 ${character})
    endforeach()
  endforeach()
  string(SUBSTRING ${base64} 0 43 base64)
  set(${out} "'sha256-${base64}='" PARENT_SCOPE)
endfunction()

# Appends <script>text</script> to `scripts` and its hash to `script_hashes`.
function(add_script text)
  string(FIND "${text}" "</script" at)
  if(NOT at EQUAL -1)
    message(FATAL_ERROR "A script of the report holds the end of a script")
  endif()
  policy_hash("${text}" hash)
  set(script_hashes "${script_hashes} ${hash}" PARENT_SCOPE)
  set(scripts "${scripts}<script>${text}</script>\n" PARENT_SCOPE)
endfunction()

set(scripts "")
set(script_hashes "")
set(licences "")
while(CHARTS)
  list(POP_FRONT CHARTS script licence)
  file(READ ${script} text)
  add_script("${text}")
  file(READ ${licence} text)
  get_filename_component(name ${script} NAME)
  string(APPEND licences "${name}\n\n${text}\n")
endwhile()
set(own "'use strict';\n(() => {\n")
foreach(script IN LISTS SCRIPTS)
  file(READ ${script} text)
  string(APPEND own "${text}")
endforeach()
string(APPEND own "})();\n")
add_script("${own}")

file(READ ${PAGE}/page.css style)
policy_hash("${style}" style_hash)
policy_hash("${chart_style}" chart_hash)
set(policy "default-src 'none'; script-src${script_hashes}; style-src ${style_hash} ${chart_hash}; img-src data:; base-uri 'none'; form-action 'none'")

file(READ ${PAGE}/page.html page)
string(REPLACE "<" "&lt;" licences "${licences}")
string(REPLACE "@policy@" "${policy}" page "${page}")
string(REPLACE "@style@" "${style}" page "${page}")
string(REPLACE "@licences@" "${licences}" page "${page}")
string(REPLACE "@scripts@" "${scripts}" page "${page}")
string(FIND "${page}" "@data@" at)
string(SUBSTRING "${page}" 0 ${at} head)
math(EXPR at "${at} + 6")
string(SUBSTRING "${page}" ${at} -1 tail)

# C++ in pieces: compilers need not take longer literals than 65,536 characters.
function(pieces text out)
  string(HEX "${text}" hex)
  string(LENGTH "${hex}" digits)
  set(lines "")
  set(at 0)
  while(at LESS digits)
    math(EXPR count "${digits} - ${at}")
    if(count GREATER 16000)
      set(count 16000)
    endif()
    string(SUBSTRING "${hex}" ${at} ${count} piece)
    string(REGEX REPLACE "(..)" "\\\\x\\1" piece "${piece}")
    math(EXPR bytes "${count} / 2")
    string(APPEND lines "    {\"${piece}\", ${bytes}},\n")
    math(EXPR at "${at} + ${count}")
  endwhile()
  set(${out} "${lines}" PARENT_SCOPE)
endfunction()
pieces("${head}" head)
pieces("${tail}" tail)
file(WRITE ${OUTPUT}.new "// Made by tools/cmake/embed_page.cmake.
#include \"report/page_parts.h\"

namespace galley {

namespace {

constexpr std::string_view kHead[] = {
${head}};
constexpr std::string_view kTail[] = {
${tail}};

}  // namespace

std::span<const std::string_view> page_head() {
  return kHead;
}

std::span<const std::string_view> page_tail() {
  return kTail;
}

}  // namespace galley
")
file(RENAME ${OUTPUT}.new ${OUTPUT})
