#include "bundel/url.h"

#include "ground/ascii.h"

#include <algorithm>

namespace bundel {
namespace {

using namespace ground;

/// A url cut at its separators; the parts are those of RFC 3986.
struct Parts {
  std::string scheme;  // lower case; empty where there is none
  bool has_authority = false;
  std::string_view authority;  // user, host and port
  std::string_view rest;       // path, query and fragment
};

/// Length of a scheme with its colon, where "//" follows; else 0.
std::size_t scheme_length(std::string_view url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string_view::npos || colon == 0) return 0;
  const auto in_scheme = [&](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; };
  const std::string_view scheme = url.substr(0, colon);
  return is_letter(scheme.front()) && std::ranges::all_of(scheme, in_scheme) ? colon + 1 : 0;
}

Parts parts_of(std::string_view url) {
  Parts parts;
  const std::size_t scheme = scheme_length(url);
  if (scheme > 0) parts.scheme = ascii_lower(url.substr(0, scheme - 1));
  url.remove_prefix(scheme);
  parts.has_authority = url.starts_with("//");
  if (parts.has_authority) url.remove_prefix(2);
  const std::size_t end = std::min(url.find_first_of("/?#"), url.size());
  parts.authority = url.substr(0, end);
  parts.rest = url.substr(end);
  return parts;
}

/// Where the port with its colon begins; the end where there is none. The colons of "[::1]" are none.
std::size_t port_begin(std::string_view authority) {
  const std::size_t colon = authority.rfind(':');
  if (colon == std::string_view::npos || authority.find(']', colon) != std::string_view::npos) return authority.size();
  return std::ranges::all_of(authority.substr(colon + 1), is_digit) ? colon : authority.size();
}

/// Text without scheme or slashes: names with a dot are hosts.
bool looks_like_host(std::string_view text) {
  return text.find('.') != std::string_view::npos && text.find_first_of(kWhiteSpace) == std::string_view::npos;
}

std::string canonical_authority(const Parts& parts) {
  if (!parts.has_authority && !looks_like_host(parts.authority)) return std::string(parts.authority);
  const std::size_t port = port_begin(parts.authority);
  const std::string_view number = parts.authority.substr(port);
  const bool standard =
      number == ":" || (parts.scheme == "http" && number == ":80") || (parts.scheme == "https" && number == ":443");
  return ascii_lower(standard ? parts.authority.substr(0, port) : parts.authority);
}

/// Whether a parameter says where the reader came from, by its form and not by a list of services.
bool is_campaign(std::string_view parameter) {
  constexpr std::size_t kTokenLetters = 16;
  const std::size_t equals = std::min(parameter.find('='), parameter.size());
  const std::string name = ascii_lower(parameter.substr(0, equals));
  return name.starts_with("utm_") || (name.ends_with("clid") && parameter.size() > equals + kTokenLetters);
}

/// With its "?", or nothing.
std::string canonical_query(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (parameter.empty() || is_campaign(parameter)) continue;
    kept += kept.empty() ? '?' : '&';
    kept += parameter;
  }
  return kept;
}

std::string_view route_of(std::string_view fragment) {
  const bool is_route = fragment.starts_with("#!") || fragment.starts_with("#/");
  return is_route ? fragment : std::string_view{};
}

/// White space, control characters and quotes stand in no host; bytes of other scripts may.
bool may_stand_in_host(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > ' ' && byte != 0x7F && std::string_view("\"'<>\\^`{|}@,;").find(c) == std::string_view::npos;
}

}  // namespace

std::string canonical_url(std::string_view url) {
  const Parts parts = parts_of(trimmed(url));
  const std::size_t fragment = std::min(parts.rest.find('#'), parts.rest.size());
  const std::string_view address = parts.rest.substr(0, fragment);
  const std::size_t query = std::min(address.find('?'), address.size());
  std::string_view path = address.substr(0, query);
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string canonical = canonical_authority(parts);
  canonical += path;
  if (query < address.size()) canonical += canonical_query(address.substr(query + 1));
  canonical += route_of(parts.rest.substr(fragment));
  return canonical;
}

std::string page_of(std::string_view url) {
  const Parts parts = parts_of(trimmed(url));
  std::string page = canonical_url(url);
  const bool of_site = parts.has_authority || looks_like_host(parts.authority);
  return of_site && page.find_first_of("/?#") == std::string::npos ? std::string() : page;
}

std::string host_of(std::string_view url) {
  const Parts parts = parts_of(trimmed(url));
  std::string_view authority = parts.authority;
  if (const std::size_t user = authority.rfind('@'); user != std::string_view::npos) authority.remove_prefix(user + 1);
  std::string host = ascii_lower(authority.substr(0, port_begin(authority)));
  const bool www = host.starts_with("www.");
  if (!parts.has_authority && !www) return {};
  if (www && host.find('.', 4) != std::string::npos) host.erase(0, 4);
  return std::ranges::all_of(host, may_stand_in_host) && host != "www." ? host : std::string();
}

}  // namespace bundel
