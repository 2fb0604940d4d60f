# galley_report_page(OUTPUT CHARTS): a C++ file with the fixed parts of report.html, made anew when a
# source of the page has changed. CHARTS: scripts and licences in turn, or empty.
function(galley_report_page output charts)
  set(page ${PROJECT_SOURCE_DIR}/src/report/page)
  set(scripts format.js figures.js chart.js charts.js copies.js pairs.js pages.js main.js)
  list(TRANSFORM scripts PREPEND ${page}/)
  set(embed ${PROJECT_SOURCE_DIR}/tools/cmake/embed_page.cmake)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} "-DOUTPUT=${output}" "-DPAGE=${page}" "-DSCRIPTS=${scripts}" "-DCHARTS=${charts}"
            -P ${embed}
    DEPENDS ${embed} ${page}/page.html ${page}/page.css ${scripts} ${charts}
    COMMENT "Putting report.html together"
    VERBATIM)
endfunction()
