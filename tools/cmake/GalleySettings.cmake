# What every target of our own is compiled with, apart from warnings.
add_library(galley_settings INTERFACE)
add_library(galley::settings ALIAS galley_settings)
target_compile_features(galley_settings INTERFACE cxx_std_23)
set(CMAKE_CXX_EXTENSIONS OFF)
# Floating point decides nothing in galley; contraction is still kept off so that reported figures
# do not depend on the processor either.
target_compile_options(galley_settings INTERFACE -fno-strict-aliasing -ffp-contract=off)

if(GALLEY_SANITIZE)
  target_compile_options(galley_settings INTERFACE -fsanitize=${GALLEY_SANITIZE}
                                                   -fno-omit-frame-pointer)
  target_link_options(galley_settings INTERFACE -fsanitize=${GALLEY_SANITIZE})
  if(GALLEY_SANITIZE MATCHES "undefined")
    target_compile_options(galley_settings INTERFACE -fno-sanitize-recover=undefined)
  endif()
endif()
if(GALLEY_COVERAGE)
  target_compile_options(galley_settings INTERFACE --coverage -O0)
  target_link_options(galley_settings INTERFACE --coverage)
endif()
if(GALLEY_FUZZ)
  # Twice as fast as with what fuzzer-no-link asks for: no call at each comparison (those of strings
  # are watched by the library), no branch at each pointer (AddressSanitizer finds what is null; the
  # asan preset has both checks).
  target_compile_options(galley_settings INTERFACE -fsanitize=fuzzer-no-link
                                                   -fno-sanitize-coverage=trace-cmp
                                                   -fno-sanitize=null,alignment)
endif()
