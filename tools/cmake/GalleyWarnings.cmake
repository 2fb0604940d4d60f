# Each flag has found real faults in code of this kind; they are errors for developers and in CI,
# never for users, whose compiler may be newer than ours.
add_library(galley_warnings INTERFACE)
add_library(galley::warnings ALIAS galley_warnings)
target_compile_options(
  galley_warnings
  INTERFACE -Wall
            -Wextra
            -Wpedantic
            -Wshadow # a name that hides another
            -Wconversion # lengths cut silently: the classic way to lose text
            -Wsign-conversion
            -Wold-style-cast
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wcast-align
            -Wformat=2
            # libstdc++ 12 itself uses what it calls deprecated, which g++ knows to excuse
            $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
            $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond>
            $<$<CXX_COMPILER_ID:GNU>:-Wlogical-op>)
if(GALLEY_DEV)
  target_compile_options(galley_warnings INTERFACE -Werror)
endif()
