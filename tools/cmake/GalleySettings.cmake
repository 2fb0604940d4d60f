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
  if(GALLEY_SANITIZE_NOT)
    target_compile_options(galley_settings INTERFACE -fno-sanitize=${GALLEY_SANITIZE_NOT})
  endif()
endif()
if(GALLEY_COVERAGE)
  target_compile_options(galley_settings INTERFACE --coverage -fprofile-update=atomic -O0)
  target_link_options(galley_settings INTERFACE --coverage)
endif()
if(GALLEY_FUZZ)
  # No call at each comparison, which fuzzer-no-link asks for: those of strings are watched by the
  # library. With the fuzz preset's leaving out of branches at each pointer: twice as fast.
  target_compile_options(galley_settings INTERFACE -fsanitize=fuzzer-no-link
                                                   -fno-sanitize-coverage=trace-cmp)
endif()
