# Libraries without a CMake package that can be used (Debian's of edlib names files that it does not ship; its OpenBLAS
# knows absolute paths alone): each component becomes a target BundelLibraries::COMPONENT.
#
# Used by the build and, installed beside bundel-config.cmake, by whoever links the static library, so that no path of
# the machine that built it is written down.
include(FindPackageHandleStandardArgs)

set(_bundel_header_cld2 cld2/public/compact_lang_det.h)
set(_bundel_header_csv csv.h)
set(_bundel_header_edlib edlib.h)
set(_bundel_header_gumbo gumbo.h)
set(_bundel_header_uchardet uchardet/uchardet.h)
set(_bundel_header_xxhash xxhash.h)
set(_bundel_header_openblas "")  # its functions are declared where they are called

foreach(_bundel_name IN LISTS BundelLibraries_FIND_COMPONENTS)
  if(NOT DEFINED _bundel_header_${_bundel_name})
    message(FATAL_ERROR "FindBundelLibraries knows no component ${_bundel_name}")
  endif()
  string(TOUPPER ${_bundel_name} _bundel_variable)
  find_library(BUNDEL_${_bundel_variable}_LIBRARY ${_bundel_name})
  mark_as_advanced(BUNDEL_${_bundel_variable}_LIBRARY)
  set(_bundel_wanted BUNDEL_${_bundel_variable}_LIBRARY)
  if(_bundel_header_${_bundel_name})
    find_path(BUNDEL_${_bundel_variable}_INCLUDE_DIR ${_bundel_header_${_bundel_name}})
    mark_as_advanced(BUNDEL_${_bundel_variable}_INCLUDE_DIR)
    list(APPEND _bundel_wanted BUNDEL_${_bundel_variable}_INCLUDE_DIR)
  endif()
  set(BundelLibraries_${_bundel_name}_FOUND TRUE)
  foreach(_bundel_part IN LISTS _bundel_wanted)
    if(NOT ${_bundel_part})
      set(BundelLibraries_${_bundel_name}_FOUND FALSE)
    endif()
  endforeach()
  if(BundelLibraries_${_bundel_name}_FOUND AND NOT TARGET BundelLibraries::${_bundel_name})
    add_library(BundelLibraries::${_bundel_name} UNKNOWN IMPORTED)
    set_target_properties(BundelLibraries::${_bundel_name} PROPERTIES IMPORTED_LOCATION "${BUNDEL_${_bundel_variable}_LIBRARY}")
    if(_bundel_header_${_bundel_name})
      target_include_directories(BundelLibraries::${_bundel_name} INTERFACE "${BUNDEL_${_bundel_variable}_INCLUDE_DIR}")
    endif()
  endif()
endforeach()

find_package_handle_standard_args(BundelLibraries HANDLE_COMPONENTS)
