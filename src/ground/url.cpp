#include "bundel/url.h"

#include <algorithm>

namespace bundel {

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  constexpr std::string_view kEnds = "/?# \t";
  if (scheme != std::string_view::npos && url.find_first_of(kEnds) > scheme) {
    url.remove_prefix(scheme + 3);
  } else if (url.starts_with("//")) {
    url.remove_prefix(2);
  } else if (!url.starts_with("www.")) {
    return {};
  }
  url = url.substr(0, url.find_first_of(kEnds));
  url = url.substr(url.rfind('@') + 1);
  std::string host(url.substr(0, url.find(':')));
  std::ranges::transform(host, host.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace bundel
