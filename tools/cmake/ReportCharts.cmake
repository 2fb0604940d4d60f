# The library that draws the report's charts: Observable Plot and the d3 it stands on (both ISC),
# as npm has them, fetched when the build is configured. Versions stand in src/report/page/package.json
# too, where tools look for them; a test holds both together.
option(GALLEY_REPORT_CHARTS "Build the charts' library into report.html; OFF: tables alone" ON)
set(GALLEY_REPORT_PACKAGES "" CACHE PATH
    "Folder that holds d3-7.9.0.tgz and plot-0.6.17.tgz, for builds without network")

set(galley_chart_packages
    # name, version, SHA-512 of the tarball, its script
    "d3|7.9.0|7b5538ea354ffb0ec8badf09b7cae2d58b0f3af169838ea4f8af13a426f43fece30a48e43e757b5b37c3273307cb52e703ec23e692d3d708cef74d602d778484|dist/d3.min.js"
    "@observablehq/plot|0.6.17|fea6973ffee67383144b4b3870f3c50120d18edb16a7ce7f4db7ec722a83814d47c188b16d26dbcad36e2270fc01c4d80b7c5ac400a0557d3a6a075f432f56fa|dist/plot.umd.min.js")

# galley_report_charts(OUT): sets OUT to the scripts and their licences, in the order in which a page
# loads them; to nothing where the charts are left out.
function(galley_report_charts out)
  set(${out} "" PARENT_SCOPE)
  if(NOT GALLEY_REPORT_CHARTS)
    return()
  endif()
  set(folder ${PROJECT_BINARY_DIR}/packages)
  set(files "")
  foreach(package IN LISTS galley_chart_packages)
    string(REPLACE "|" ";" package "${package}")
    list(GET package 0 name)
    list(GET package 1 version)
    list(GET package 2 hash)
    list(GET package 3 script)
    get_filename_component(short ${name} NAME)
    set(tarball ${short}-${version}.tgz)
    set(unpacked ${folder}/${short}-${version})
    if(NOT EXISTS ${unpacked}/package/${script})
      if(GALLEY_REPORT_PACKAGES)
        file(SHA512 ${GALLEY_REPORT_PACKAGES}/${tarball} found)
        if(NOT found STREQUAL hash)
          message(FATAL_ERROR "${GALLEY_REPORT_PACKAGES}/${tarball} is not the package that npm has; fetch it anew")
        endif()
        file(COPY ${GALLEY_REPORT_PACKAGES}/${tarball} DESTINATION ${folder})
      else()
        set(address https://registry.npmjs.org/${name}/-/${tarball})
        message(STATUS "Fetching ${address}")
        file(DOWNLOAD ${address} ${folder}/${tarball} STATUS status TIMEOUT 60)
        list(GET status 0 code)
        if(NOT code EQUAL 0)
          list(GET status 1 reason)
          file(REMOVE ${folder}/${tarball})
          message(WARNING "The charts of report.html cannot be built in: ${address}: ${reason}. The report "
                          "will have tables in their place. Configure again with network; or put the "
                          "tarballs into a folder and name it by -DGALLEY_REPORT_PACKAGES=FOLDER; or "
                          "set -DGALLEY_REPORT_CHARTS=OFF to build without them and without this warning.")
          return()
        endif()
        file(SHA512 ${folder}/${tarball} found)
        if(NOT found STREQUAL hash)
          file(REMOVE ${folder}/${tarball})
          message(FATAL_ERROR "${address} is not what it was: its SHA-512 is ${found}; set -DGALLEY_REPORT_CHARTS=OFF to build without it")
        endif()
      endif()
      file(ARCHIVE_EXTRACT INPUT ${folder}/${tarball} DESTINATION ${unpacked})
    endif()
    list(APPEND files ${unpacked}/package/${script} ${unpacked}/package/LICENSE)
  endforeach()
  set(${out} "${files}" PARENT_SCOPE)
endfunction()
