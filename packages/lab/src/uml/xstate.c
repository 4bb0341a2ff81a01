/*
 * Debian 12's user-mode-linux keeps 2696 bytes of a process's XSAVE area. Where the processor has more (AMX), the host's kernel
 * refuses to take back a part (PTRACE_SETREGSET wants the whole area), and user-mode-linux dies at its first process. This is
 * loaded before the C library (LD_PRELOAD): it puts the part into the whole.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <elf.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/uio.h>

typedef long (*ptrace_call)(long, pid_t, void *, void *);

long ptrace(enum __ptrace_request request, ...)
{
	static ptrace_call next;
	static char area[1 << 16];
	va_list args;
	va_start(args, request);
	pid_t pid = va_arg(args, pid_t);
	void *addr = va_arg(args, void *);
	void *data = va_arg(args, void *);
	va_end(args);
	if (next == NULL)
		next = (ptrace_call)dlsym(RTLD_NEXT, "ptrace");
	if (request != PTRACE_SETREGSET || (long)addr != NT_X86_XSTATE)
		return next(request, pid, addr, data);
	struct iovec *part = data;
	struct iovec whole = { area, sizeof area };
	if (next(PTRACE_GETREGSET, pid, addr, &whole) != 0 || whole.iov_len <= part->iov_len)
		return next(request, pid, addr, data);
	memcpy(area, part->iov_base, part->iov_len);
	return next(request, pid, addr, &whole);
}
