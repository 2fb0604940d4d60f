# `cpack -G DEB` in a release build makes galley_VERSION_ARCH.deb: the program, the library to build
# with, man page and completions. It depends on the libraries that dpkg-shlibdeps finds.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME galley)
set(CPACK_PACKAGE_VENDOR "galley")
set(CPACK_PACKAGE_CONTACT "The galley maintainers <maintainers@galley.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "zstd")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "jq")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "clean scraped newspaper dumps into compressed corpora
 galley repairs what extraction and OCR broke in newspaper text (line wraps,
 split words, stray spaces, interrupted paragraphs, encodings), removes exact
 and near-duplicate paragraphs, each compared letter by letter with the one
 that stays, and writes zstd-compressed JSON Lines with a record of everything
 that it changed. Chinese first, any language after.")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
include(CPack)
