#include "io/http.h"

#include <arpa/inet.h>
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The checks are macros around the linked function; here it is called through a pointer. */
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#include "base/i18n.h"
#include "base/library.h"
#include "base/mem.h"

enum {
	CONNECT_MS = 10000,
	TOTAL_MS = 180000,
	MOST_BYTES = 4 << 20,
	MOST_CONNECTIONS = 2,
};

/* Filled once by load(), constant from then on. */
static struct {
	CURLcode (*global_init)(long);
	CURL *(*easy_init)(void);
	void (*easy_cleanup)(CURL *);
	CURLcode (*easy_setopt)(CURL *, CURLoption, ...);
	CURLcode (*easy_getinfo)(CURL *, CURLINFO, ...);
	const char *(*easy_strerror)(CURLcode);
	struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
	void (*slist_free_all)(struct curl_slist *);
	CURLM *(*multi_init)(void);
	CURLMcode (*multi_cleanup)(CURLM *);
	CURLMcode (*multi_setopt)(CURLM *, CURLMoption, ...);
	CURLMcode (*multi_add_handle)(CURLM *, CURL *);
	CURLMcode (*multi_remove_handle)(CURLM *, CURL *);
	CURLMcode (*multi_socket_action)(CURLM *, curl_socket_t, int, int *);
	CURLMsg *(*multi_info_read)(CURLM *, int *);
	CURLU *(*url)(void);
	void (*url_cleanup)(CURLU *);
	CURLUcode (*url_set)(CURLU *, CURLUPart, const char *, unsigned);
	CURLUcode (*url_get)(CURLU *, CURLUPart, char **, unsigned);
	void (*free)(void *);
	bool is_loaded;
} curl;

struct http {
	struct loop *loop;
	CURLM *multi;
	int timer;
	struct http_call *calls;
};

struct http_call {
	struct http *http;
	struct http_call *next;
	CURL *easy;
	struct http_handlers handlers;
	struct curl_slist *headers;
	char *body;
	size_t body_length, received, most;
	char host[128], content_type[64];
	int64_t connect_ms, total_ms;
	bool is_in_data, is_cancelled, is_too_long;
};

static bool load(struct err *err)
{
	static const struct library_symbol symbols[] = {
		{ "curl_global_init", &curl.global_init },
		{ "curl_easy_init", &curl.easy_init },
		{ "curl_easy_cleanup", &curl.easy_cleanup },
		{ "curl_easy_setopt", &curl.easy_setopt },
		{ "curl_easy_getinfo", &curl.easy_getinfo },
		{ "curl_easy_strerror", &curl.easy_strerror },
		{ "curl_slist_append", &curl.slist_append },
		{ "curl_slist_free_all", &curl.slist_free_all },
		{ "curl_multi_init", &curl.multi_init },
		{ "curl_multi_cleanup", &curl.multi_cleanup },
		{ "curl_multi_setopt", &curl.multi_setopt },
		{ "curl_multi_add_handle", &curl.multi_add_handle },
		{ "curl_multi_remove_handle", &curl.multi_remove_handle },
		{ "curl_multi_socket_action", &curl.multi_socket_action },
		{ "curl_multi_info_read", &curl.multi_info_read },
		{ "curl_url", &curl.url },
		{ "curl_url_cleanup", &curl.url_cleanup },
		{ "curl_url_set", &curl.url_set },
		{ "curl_url_get", &curl.url_get },
		{ "curl_free", &curl.free },
	};
	if (curl.is_loaded)
		return true;
	if (!library_load("libcurl.so.4", "libcurl4", symbols, sizeof symbols / sizeof symbols[0],
			  err))
		return false;
	if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return err_set(err, ERR_MISSING, "%s", _("libcurl could not be started."));
	curl.is_loaded = true;
	return true;
}

/* What variadic functions get must have the exact type: one function a type. */
static void set_long(struct http_call *call, CURLoption option, long value)
{
	CURLcode code = curl.easy_setopt(call->easy, option, value);
	assert(code == CURLE_OK);
}

static void set_pointer(struct http_call *call, CURLoption option, const void *value)
{
	CURLcode code = curl.easy_setopt(call->easy, option, value);
	assert(code == CURLE_OK);
}

/* "[::1]" is how curl gives an IPv6 host; 0x7f.1 and 2130706433 come as 127.0.0.1. */
static bool is_loopback(const char *host)
{
	struct in_addr four;
	if (strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0)
		return true;
	return inet_pton(AF_INET, host, &four) == 1 && ntohl(four.s_addr) >> 24 == 127;
}

static bool judge(const char *scheme, const char *host, bool allow_plain, struct err *err)
{
	bool is_plain = strcmp(scheme, "http") == 0;
	if (!is_plain && strcmp(scheme, "https") != 0)
		return err_set(err, ERR_DENIED, _("Only https addresses can be asked, not %s."),
			       scheme);
	if (is_plain && !allow_plain && !is_loopback(host))
		return err_set(err, ERR_DENIED,
			       _("http to %s would send the text unprotected; use https."), host);
	return true;
}

static bool get_part(CURLU *url, CURLUPart part, char **out)
{
	return curl.url_get(url, part, out, 0) == CURLUE_OK;
}

/* The same parser that makes the connection judges the address. `host`: as curl gives it. */
static bool check_url(const char *text, bool allow_plain, char *host, size_t room, struct err *err)
{
	char *scheme = NULL, *name = NULL, *user = NULL;
	CURLU *url = curl.url();
	if (!url)
		return err_set(err, ERR_LIMIT, "%s", _("libcurl has no memory left."));
	bool is_right =
		curl.url_set(url, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
		get_part(url, CURLUPART_SCHEME, &scheme) && get_part(url, CURLUPART_HOST, &name);
	bool is_allowed = false;
	if (!is_right)
		(void)err_set(err, ERR_INPUT, "%s",
			      _("The address is not a URL such as https://host/v1."));
	else if (get_part(url, CURLUPART_USER, &user))
		(void)err_set(err, ERR_DENIED, "%s",
			      _("The address holds a user name; put the key in its own setting."));
	else
		is_allowed = judge(scheme, name, allow_plain, err);
	/* A name that is cut here is only shown, and compared with short ones. */
	(void)snprintf(host, room, "%s", name ? name : "");
	curl.free(user);
	curl.free(name);
	curl.free(scheme);
	curl.url_cleanup(url);
	return is_allowed;
}

bool http_url_is_allowed(const char *url, bool allow_plain, struct err *err)
{
	char host[128];
	return load(err) && check_url(url, allow_plain, host, sizeof host, err);
}

static void call_free(struct http_call *call)
{
	struct http_call **link = &call->http->calls;
	while (*link && *link != call)
		link = &(*link)->next;
	if (*link)
		*link = call->next;
	if (call->easy)
		curl.easy_cleanup(call->easy);
	for (struct curl_slist *at = call->headers; at; at = at->next)
		explicit_bzero(at->data, strlen(at->data));
	curl.slist_free_all(call->headers);
	if (call->body)
		explicit_bzero(call->body, call->body_length);
	free(call->body);
	free(call);
}

int http_status(const struct http_call *call)
{
	long status = 0;
	/* Fails only for handles that are not HTTP. */
	(void)curl.easy_getinfo(call->easy, CURLINFO_RESPONSE_CODE, &status);
	return (int)status;
}

/* Lower case, up to the first parameter. */
const char *http_content_type(const struct http_call *call)
{
	struct http_call *own = (struct http_call *)(uintptr_t)call; /* a cache */
	const char *type = NULL;
	(void)curl.easy_getinfo(call->easy, CURLINFO_CONTENT_TYPE, &type); /* stays NULL */
	struct span rest = span_of(type), name = SPAN("");
	if (span_next(&rest, ';', &name))
		name = span_trim(name);
	size_t n = 0;
	for (; n < name.length && n + 1 < sizeof own->content_type; n++) {
		char byte = name.at[n];
		own->content_type[n] = byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
	}
	own->content_type[n] = '\0';
	return own->content_type;
}

static void describe_timeout(const struct http_call *call, struct err *err)
{
	curl_off_t connected = 0;
	(void)curl.easy_getinfo(call->easy, CURLINFO_PRETRANSFER_TIME_T, &connected); /* stays 0 */
	if (connected == 0)
		(void)err_set(err, ERR_NET, _("%s could not be reached within %d seconds."),
			      call->host, (int)(call->connect_ms / 1000));
	else
		(void)err_set(err, ERR_LIMIT, _("%s did not finish within %d seconds."), call->host,
			      (int)(call->total_ms / 1000));
}

static void describe(const struct http_call *call, CURLcode code, struct err *err)
{
	switch ((int)code) {
	case CURLE_OK:
		return;
	case CURLE_WRITE_ERROR:
		if (call->is_too_long)
			(void)err_set(err, ERR_LIMIT, _("The answer has more than %zu bytes."),
				      call->most);
		else
			(void)err_set(err, ERR_CANCELLED, "%s", _("Stopped."));
		return;
	case CURLE_OPERATION_TIMEDOUT:
		describe_timeout(call, err);
		return;
	case CURLE_COULDNT_RESOLVE_HOST:
		(void)err_set(err, ERR_NET, _("There is no host %s; check the address."),
			      call->host);
		return;
	case CURLE_COULDNT_CONNECT:
		(void)err_set(err, ERR_NET, _("Nobody answers at %s; is the service running?"),
			      call->host);
		return;
	case CURLE_PEER_FAILED_VERIFICATION:
		(void)err_set(err, ERR_DENIED,
			      _("The certificate of %s is not valid; nothing was sent."),
			      call->host);
		return;
	}
	(void)err_set(err, ERR_NET, _("The connection to %s failed: %s."), call->host,
		      curl.easy_strerror(code));
}

static void finish(struct http_call *call, CURLcode code)
{
	struct http_answer answer = { .status = http_status(call), .retry_after = -1 };
	curl_off_t wait = 0;
	(void)curl.easy_getinfo(call->easy, CURLINFO_RETRY_AFTER, &wait); /* stays 0 */
	if (wait > 0)
		answer.retry_after = (int64_t)wait;
	(void)snprintf(answer.content_type, sizeof answer.content_type, "%s",
		       http_content_type(call));
	describe(call, code, &answer.err);
	CURLMcode removed = curl.multi_remove_handle(call->http->multi, call->easy);
	assert(removed == CURLM_OK);
	if (!call->is_cancelled)
		call->handlers.done(call->handlers.context, call, &answer);
	call_free(call);
}

/* A handler may cancel other calls: each message is asked for anew. */
static void finish_all(struct http *http)
{
	int left;
	CURLMsg *message;
	while ((message = curl.multi_info_read(http->multi, &left))) {
		struct http_call *call = http->calls;
		while (call && call->easy != message->easy_handle)
			call = call->next;
		if (message->msg == CURLMSG_DONE && call)
			finish(call, message->data.result);
	}
}

static void act(struct http *http, curl_socket_t fd, int events)
{
	int running;
	CURLMcode code = curl.multi_socket_action(http->multi, fd, events, &running);
	assert(code == CURLM_OK);
	finish_all(http);
}

static void on_socket(void *context, int fd, int events)
{
	int happened = 0;
	if (events & (LOOP_READ | LOOP_HANGUP))
		happened |= CURL_CSELECT_IN;
	if (events & LOOP_WRITE)
		happened |= CURL_CSELECT_OUT;
	act(context, fd, happened);
}

static void on_timer(void *context)
{
	struct http *http = context;
	http->timer = 0;
	act(http, CURL_SOCKET_TIMEOUT, 0);
}

static int watch(CURL *easy, curl_socket_t fd, int what, void *context, void *of_socket)
{
	struct http *http = context;
	(void)easy;	 /* the socket alone decides */
	(void)of_socket; /* nothing was assigned */
	int events = 0;
	if (what == CURL_POLL_IN || what == CURL_POLL_INOUT)
		events |= LOOP_READ;
	if (what == CURL_POLL_OUT || what == CURL_POLL_INOUT)
		events |= LOOP_WRITE;
	if (what == CURL_POLL_REMOVE)
		loop_unwatch(http->loop, fd);
	else
		loop_watch(http->loop, fd, events, on_socket, http);
	return 0;
}

static int set_timer(CURLM *multi, long ms, void *context)
{
	struct http *http = context;
	(void)multi; /* there is one */
	loop_cancel(http->loop, http->timer);
	http->timer = ms < 0 ? 0 : loop_timer(http->loop, ms, on_timer, http);
	return 0;
}

struct http *http_new(struct loop *loop, struct err *err)
{
	if (!load(err))
		return NULL;
	struct http *http = mem_alloc(sizeof *http);
	*http = (struct http){ .loop = loop, .multi = curl.multi_init() };
	if (!http->multi) {
		free(http);
		(void)err_set(err, ERR_LIMIT, "%s", _("libcurl has no memory left."));
		return NULL;
	}
	CURLMcode code = curl.multi_setopt(http->multi, CURLMOPT_SOCKETFUNCTION, watch);
	assert(code == CURLM_OK);
	code = curl.multi_setopt(http->multi, CURLMOPT_SOCKETDATA, (void *)http);
	assert(code == CURLM_OK);
	code = curl.multi_setopt(http->multi, CURLMOPT_TIMERFUNCTION, set_timer);
	assert(code == CURLM_OK);
	code = curl.multi_setopt(http->multi, CURLMOPT_TIMERDATA, (void *)http);
	assert(code == CURLM_OK);
	code = curl.multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)MOST_CONNECTIONS);
	assert(code == CURLM_OK);
	return http;
}

void http_free(struct http *http)
{
	if (!http)
		return;
	while (http->calls)
		http_cancel(http->calls);
	CURLMcode code = curl.multi_cleanup(http->multi);
	assert(code == CURLM_OK);
	loop_cancel(http->loop, http->timer);
	free(http);
}

/* Content-Length is not to be trusted: bytes are counted as they come. */
static size_t take_data(char *bytes, size_t size, size_t count, void *context)
{
	struct http_call *call = context;
	size_t length = size * count; /* size is always 1 */
	call->received += length;
	call->is_too_long = call->received > call->most;
	if (call->is_too_long || call->is_cancelled)
		return 0;
	call->is_in_data = true;
	bool goes_on =
		call->handlers.data(call->handlers.context, call, (struct span){ bytes, length });
	call->is_in_data = false;
	return goes_on && !call->is_cancelled ? length : 0;
}

/* libcurl-security(3): nothing that the caller did not ask for. */
static void set_protection(struct http_call *call, const struct http_request *request)
{
	bool is_local = is_loopback(call->host);
	set_pointer(call, CURLOPT_PROTOCOLS_STR,
		    request->allow_plain || is_local ? "http,https" : "https");
	set_long(call, CURLOPT_FOLLOWLOCATION, 0);
	set_long(call, CURLOPT_UNRESTRICTED_AUTH, 0);
	set_long(call, CURLOPT_NETRC, CURL_NETRC_IGNORED);
	set_long(call, CURLOPT_SSL_VERIFYPEER, 1);
	set_long(call, CURLOPT_SSL_VERIFYHOST, 2);
	set_long(call, CURLOPT_NOSIGNAL, 1);
	set_long(call, CURLOPT_CONNECTTIMEOUT_MS, (long)call->connect_ms);
	set_long(call, CURLOPT_TIMEOUT_MS, (long)call->total_ms);
	/* What is meant for this machine never takes the way over a proxy. */
	if (is_local)
		set_pointer(call, CURLOPT_PROXY, "");
}

static bool set_headers(struct http_call *call, const char *const *headers, struct err *err)
{
	for (; headers && *headers; headers++) {
		if (strpbrk(*headers, "\r\n"))
			return err_set(err, ERR_INPUT, "%s",
				       _("A header or key holds a line break; check the setting."));
		struct curl_slist *longer = curl.slist_append(call->headers, *headers);
		if (!longer)
			return err_set(err, ERR_LIMIT, "%s", _("libcurl has no memory left."));
		call->headers = longer;
	}
	set_pointer(call, CURLOPT_HTTPHEADER, call->headers);
	return true;
}

static bool set_request(struct http_call *call, const struct http_request *request, struct err *err)
{
	call->easy = curl.easy_init();
	if (!call->easy)
		return err_set(err, ERR_LIMIT, "%s", _("libcurl has no memory left."));
	set_protection(call, request);
	set_pointer(call, CURLOPT_URL, request->url);
	set_pointer(call, CURLOPT_USERAGENT, "tonfall/" TONFALL_VERSION);
	if (request->body.length) {
		call->body = mem_copy(request->body);
		call->body_length = request->body.length;
		set_pointer(call, CURLOPT_POSTFIELDS, call->body);
		set_long(call, CURLOPT_POSTFIELDSIZE, (long)request->body.length);
	}
	CURLcode code = curl.easy_setopt(call->easy, CURLOPT_WRITEFUNCTION, take_data);
	assert(code == CURLE_OK);
	set_pointer(call, CURLOPT_WRITEDATA, call);
	return set_headers(call, request->headers, err);
}

struct http_call *http_send(struct http *http, const struct http_request *request,
			    const struct http_handlers *handlers, struct err *err)
{
	struct http_call *call = mem_alloc(sizeof *call);
	*call = (struct http_call){
		.http = http,
		.handlers = *handlers,
		.connect_ms = request->connect_ms ? request->connect_ms : CONNECT_MS,
		.total_ms = request->total_ms ? request->total_ms : TOTAL_MS,
		.most = request->most_bytes ? request->most_bytes : MOST_BYTES,
	};
	if (!check_url(request->url, request->allow_plain, call->host, sizeof call->host, err) ||
	    !set_request(call, request, err)) {
		call_free(call);
		return NULL;
	}
	call->next = http->calls;
	http->calls = call;
	CURLMcode code = curl.multi_add_handle(http->multi, call->easy);
	assert(code == CURLM_OK);
	return call;
}

/* Inside its data handler curl still works on it: then it goes with its last message. */
void http_cancel(struct http_call *call)
{
	if (!call)
		return;
	call->is_cancelled = true;
	if (call->is_in_data)
		return;
	CURLMcode code = curl.multi_remove_handle(call->http->multi, call->easy);
	assert(code == CURLM_OK);
	call_free(call);
}
