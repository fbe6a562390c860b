/*
 * A disk that fills up on command: an LD_PRELOAD library that refuses writes under one directory (DISK_FULL_DIR, absolute, resolved) as a
 * page shared with the test (DISK_FULL_CONTROL) says. It needs no root and no file system of its own, and space can come back while the
 * program runs. What takes no room still works, as on a real disk: reading, shrinking, deleting, renaming, syncing.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Must equal the offsets in disk-full.ts. */
struct control {
  int64_t left;    /* writes that still succeed; below 0: no limit */
  int32_t error;   /* errno of a refused write */
  int32_t partial; /* the last write that succeeds writes only half of its bytes */
  uint64_t seen, refused;
};

static char root[PATH_MAX];
static size_t root_bytes;
static struct control *control;

__attribute__((constructor)) static void begin(void) {
  const char *dir = getenv("DISK_FULL_DIR"), *page = getenv("DISK_FULL_CONTROL");
  if (!dir || !page || strlen(dir) >= sizeof root) return;
  int fd = syscall(SYS_openat, AT_FDCWD, page, O_RDWR | O_CLOEXEC);
  if (fd < 0) abort();
  control = (void *)syscall(SYS_mmap, NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  syscall(SYS_close, fd);
  if (control == MAP_FAILED) abort();
  strcpy(root, dir);
  root_bytes = strlen(root);
}

static int inside(int fd) {
  char link[40], path[PATH_MAX];
  int before = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t bytes = control ? syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1) : -1;
  errno = before;
  if (bytes < 0) return 0;
  path[bytes] = 0;
  return !strncmp(path, root, root_bytes) && (!path[root_bytes] || path[root_bytes] == '/');
}

enum { WHOLE, HALF, REFUSED };

/* Decides over one operation that takes room. */
static int decide(void) {
  __atomic_fetch_add(&control->seen, 1, __ATOMIC_SEQ_CST);
  int64_t left = __atomic_load_n(&control->left, __ATOMIC_SEQ_CST);
  do {
    if (left < 0) return WHOLE;
    if (left == 0) {
      __atomic_fetch_add(&control->refused, 1, __ATOMIC_SEQ_CST);
      errno = control->error;
      return REFUSED;
    }
  } while (!__atomic_compare_exchange_n(&control->left, &left, left - 1, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
  return left == 1 && control->partial ? HALF : WHOLE;
}

static ssize_t vector(int fd, const struct iovec *parts, int count, off_t at, int positioned) {
  int how = inside(fd) ? decide() : WHOLE;
  if (how == REFUSED) return -1;
  struct iovec half = {count > 0 ? parts[0].iov_base : NULL, count > 0 ? (parts[0].iov_len + 1) / 2 : 0};
  if (how == HALF) parts = &half, count = 1;
  return positioned ? syscall(SYS_pwritev, fd, parts, count, at, 0) : syscall(SYS_writev, fd, parts, count);
}

ssize_t write(int fd, const void *data, size_t bytes) { return vector(fd, &(struct iovec){(void *)data, bytes}, 1, 0, 0); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return vector(fd, parts, count, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) { return vector(fd, &(struct iovec){(void *)data, bytes}, 1, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t bytes, off_t at) { return pwrite(fd, data, bytes, at); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return vector(fd, parts, count, at, 1); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) { return pwritev(fd, parts, count, at); }

int ftruncate(int fd, off_t size) {
  struct stat about;
  if (inside(fd) && !fstat(fd, &about) && size > about.st_size && decide() == REFUSED) return -1;
  return syscall(SYS_ftruncate, fd, size);
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

int fallocate(int fd, int mode, off_t offset, off_t bytes) {
  if (inside(fd) && decide() == REFUSED) return -1;
  return syscall(SYS_fallocate, fd, mode, offset, bytes);
}
int fallocate64(int fd, int mode, off_t offset, off_t bytes) { return fallocate(fd, mode, offset, bytes); }
int posix_fallocate(int fd, off_t offset, off_t bytes) {
  int before = errno, result = fallocate(fd, 0, offset, bytes) ? errno : 0;
  errno = before;
  return result;
}
int posix_fallocate64(int fd, off_t offset, off_t bytes) { return posix_fallocate(fd, offset, bytes); }

/* Copies inside the kernel are refused, so that callers fall back to writes that can be counted. */
ssize_t copy_file_range(int from, off_t *at, int to, off_t *into, size_t bytes, unsigned flags) {
  if (inside(to)) { errno = ENOSYS; return -1; }
  return syscall(SYS_copy_file_range, from, at, to, into, bytes, flags);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t bytes) {
  if (inside(to)) { errno = EINVAL; return -1; }
  return syscall(SYS_sendfile, to, from, offset, bytes);
}
ssize_t sendfile64(int to, int from, off_t *offset, size_t bytes) { return sendfile(to, from, offset, bytes); }

/* A new file takes a place in its folder; whether it is new is known when it had to be made. */
static int opened(int at, const char *name, int flags, mode_t mode) {
  if (!control || !(flags & O_CREAT)) return syscall(SYS_openat, at, name, flags, mode);
  int before = errno, fd = syscall(SYS_openat, at, name, flags | O_EXCL, mode);
  if (fd < 0) {
    if (errno != EEXIST || (flags & O_EXCL)) return fd;
    errno = before;
    return syscall(SYS_openat, at, name, flags, mode);
  }
  if (!inside(fd) || decide() != REFUSED) return fd;
  int refusal = errno;
  syscall(SYS_unlinkat, at, name, 0);
  syscall(SYS_close, fd);
  errno = refusal;
  return -1;
}

#define MODE(last)                          \
  mode_t mode = 0;                          \
  if (flags & (O_CREAT | O_TMPFILE)) {      \
    va_list rest;                           \
    va_start(rest, last);                   \
    mode = va_arg(rest, mode_t);            \
    va_end(rest);                           \
  }
int open(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE(flags) return opened(AT_FDCWD, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { MODE(flags) return opened(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { MODE(flags) return opened(at, name, flags, mode); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return creat(name, mode); }

/* Whoever asks how much room there is on a full disk is told the same as whoever writes. */
int statfs(const char *name, struct statfs *about) {
  int result = syscall(SYS_statfs, name, about);
  char path[PATH_MAX];
  if (result || !control || control->error != ENOSPC || __atomic_load_n(&control->left, __ATOMIC_SEQ_CST)) return result;
  if (!realpath(name, path) || strncmp(path, root, root_bytes) || (path[root_bytes] && path[root_bytes] != '/')) return result;
  about->f_bfree = about->f_bavail = 0;
  return 0;
}
int statfs64(const char *name, struct statfs64 *about) { return statfs(name, (struct statfs *)about); }
