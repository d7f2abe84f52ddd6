# Compiler settings of our own code; what others build with us is left alone.
function(entente_own_code target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    -Wno-sign-conversion -Wno-missing-field-initializers -Wnon-virtual-dtor -Woverloaded-virtual
    -ffp-contract=off)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Flow-based warnings of g++ 12 give false alarms about the standard library in optimised builds.
    target_compile_options(${target} PRIVATE -Wno-restrict -Wno-maybe-uninitialized -Wno-free-nonheap-object
      -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
  if(ENTENTE_WERROR)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(ENTENTE_BUILD_FUZZ)  # coverage for libFuzzer in the library; the targets themselves link the driver
    target_compile_options(${target} PUBLIC -fsanitize=fuzzer-no-link)
  endif()
  if(ENTENTE_SANITIZE)
    target_compile_options(${target} PUBLIC -fsanitize=${ENTENTE_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(${target} PUBLIC -fsanitize=${ENTENTE_SANITIZE})
    if(ENTENTE_SANITIZE MATCHES "undefined")  # a finding fails the test instead of passing by on stderr
      target_compile_options(${target} PUBLIC -fno-sanitize-recover=undefined)
    endif()
  endif()
endfunction()
