# What is installed beside the program and the library: man page and completions, which the program
# itself writes from its table of options; licence, README, changelog.
find_program(GALLEY_GZIP gzip REQUIRED)
set(galley_documents ${PROJECT_BINARY_DIR}/documents)
set(galley_generated "")
# galley_generate(WHAT FILE): `galley --generate WHAT` into documents/FILE.
function(galley_generate what file)
  add_custom_command(
    OUTPUT ${galley_documents}/${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${galley_documents}
    COMMAND galley_program --generate ${what} > ${galley_documents}/${file}
    DEPENDS galley_program
    COMMENT "Writing ${file}"
    VERBATIM)
  set(galley_generated ${galley_generated} ${galley_documents}/${file} PARENT_SCOPE)
endfunction()
galley_generate(man galley.1)
galley_generate(bash galley.bash)
galley_generate(zsh _galley)
galley_generate(fish galley.fish)
# Debian wants both packed, and without the time of day in them.
foreach(file galley.1 changelog)
  set(from ${galley_documents}/${file})
  if(file STREQUAL changelog)
    set(from ${PROJECT_SOURCE_DIR}/tools/package/changelog)
  endif()
  add_custom_command(
    OUTPUT ${galley_documents}/${file}.gz
    COMMAND ${GALLEY_GZIP} -9nc ${from} > ${galley_documents}/${file}.gz
    DEPENDS ${from}
    COMMENT "Packing ${file}"
    VERBATIM)
  list(APPEND galley_generated ${galley_documents}/${file}.gz)
endforeach()
add_custom_target(galley_documents ALL DEPENDS ${galley_generated})

install(FILES ${galley_documents}/galley.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${galley_documents}/galley.bash RENAME galley
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${galley_documents}/galley.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# zsh of Debian looks for packages' completions in vendor-completions below /usr, and in
# site-functions below /usr/local; others know site-functions alone.
install(FILES ${galley_documents}/_galley DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
if(EXISTS /etc/debian_version)
  install(FILES ${galley_documents}/_galley
          DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE ${PROJECT_SOURCE_DIR}/README.md
              ${PROJECT_SOURCE_DIR}/tools/package/copyright ${galley_documents}/changelog.gz
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
