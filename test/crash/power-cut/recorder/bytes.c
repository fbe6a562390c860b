/* What changes the bytes of a file, and the syncs that make them durable. */
#define _GNU_SOURCE
#include "recorder.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/falloc.h>
#include <stdarg.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static ssize_t vector(int fd, const struct iovec *parts, int count, int64_t offset, int positioned) {
  char path[PATH_MAX];
  int mark = 0, log = name_of(fd, path) && ((mark = is_marks(path)) || inside(path));
  if (log) lock();
  int64_t at = positioned ? offset : log && !mark ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = positioned ? syscall(SYS_pwritev, fd, parts, count, offset, 0) : syscall(SYS_writev, fd, parts, count);
  int after = errno;
  if (log && done > 0) {
    /* With O_APPEND the kernel chose the place: where the descriptor stands now, less what was written. */
    if (!mark && !positioned) at = lseek(fd, 0, SEEK_CUR) - done;
    record(mark ? MARK : WRITE, mark ? 0 : inode_of(fd), at, path, parts, count, done);
  }
  if (log) unlock();
  errno = after;
  return done;
}

ssize_t write(int fd, const void *data, size_t bytes) { return vector(fd, &(struct iovec){(void *)data, bytes}, 1, 0, 0); }
ssize_t writev(int fd, const struct iovec *parts, int count) { return vector(fd, parts, count > 64 ? 64 : count, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t bytes, off_t at) { return vector(fd, &(struct iovec){(void *)data, bytes}, 1, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t bytes, off_t at) { return pwrite(fd, data, bytes, at); }
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return vector(fd, parts, count > 64 ? 64 : count, at, 1); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t at) { return pwritev(fd, parts, count, at); }

int ftruncate(int fd, off_t size) {
  char path[PATH_MAX];
  int log = watched(fd, path);
  if (log) lock();
  int result = syscall(SYS_ftruncate, fd, size);
  if (log && !result) note(SIZE, inode_of(fd), size, path);
  if (log) unlock();
  return result;
}
int ftruncate64(int fd, off_t size) { return ftruncate(fd, size); }

int truncate(const char *name, off_t size) {
  int fd = open(name, O_WRONLY | O_CLOEXEC);
  if (fd < 0) return -1;
  int result = ftruncate(fd, size), after = errno;
  close(fd);
  errno = after;
  return result;
}
int truncate64(const char *name, off_t size) { return truncate(name, size); }

int fallocate(int fd, int mode, off_t offset, off_t bytes) {
  char path[PATH_MAX];
  int log = watched(fd, path);
  if (log) lock();
  int result = syscall(SYS_fallocate, fd, mode, offset, bytes);
  if (log && !result && mode == 0) note(GROW, inode_of(fd), offset + bytes, path);
  if (log && !result && (mode & ~FALLOC_FL_KEEP_SIZE)) note(CAVEAT, 0, 0, "a hole was punched or a range was moved");
  if (log) unlock();
  return result;
}
int fallocate64(int fd, int mode, off_t offset, off_t bytes) { return fallocate(fd, mode, offset, bytes); }
int posix_fallocate(int fd, off_t offset, off_t bytes) {
  int before = errno, result = fallocate(fd, 0, offset, bytes) ? errno : 0;
  errno = before;
  return result;
}
int posix_fallocate64(int fd, off_t offset, off_t bytes) { return posix_fallocate(fd, offset, bytes); }

static int synced(int fd, long call) {
  char path[PATH_MAX];
  int log = watched(fd, path);
  uint64_t inode = log ? inode_of(fd) : 0, token = 0;
  if (log) {
    lock();
    token = note(SYNC_BEGIN, inode, 0, path);
    unlock();
  }
  int result = syscall(call, fd), after = errno;
  if (log && !result) {
    lock();
    note(SYNC_END, inode, (int64_t)token, path);
    unlock();
  }
  errno = after;
  return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

void *mmap(void *address, size_t bytes, int protection, int flags, int fd, off_t offset) {
  char path[PATH_MAX];
  if ((flags & MAP_SHARED) && (protection & PROT_WRITE) && watched(fd, path)) {
    lock();
    note(CAVEAT, 0, 0, "a file was mapped shared and writable");
    unlock();
  }
  return (void *)syscall(SYS_mmap, address, bytes, protection, flags, fd, offset);
}
void *mmap64(void *address, size_t bytes, int protection, int flags, int fd, off_t offset) { return mmap(address, bytes, protection, flags, fd, offset); }

/* Copies inside the kernel carry no bytes past us. Refusing them makes every caller fall back to read and write. */
ssize_t copy_file_range(int from, off_t *at, int to, off_t *into, size_t bytes, unsigned flags) {
  return syscall(SYS_copy_file_range, from, at, to, into, bytes, flags);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t bytes) {
  char path[PATH_MAX];
  if (watched(to, path)) { errno = EINVAL; return -1; }
  return syscall(SYS_sendfile, to, from, offset, bytes);
}
ssize_t sendfile64(int to, int from, off_t *offset, size_t bytes) { return sendfile(to, from, offset, bytes); }

/* libuv reaches a few calls by number: those that would go round this library are refused, so that it falls back. */
long syscall(long number, ...) {
  static long (*real)(long, ...);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "syscall");
  long a[6];
  va_list rest;
  va_start(rest, number);
  for (int i = 0; i < 6; i++) a[i] = va_arg(rest, long);
  va_end(rest);
  char path[PATH_MAX];
  if (number == SYS_io_uring_setup || (number == SYS_copy_file_range && watched((int)a[2], path))) {
    errno = ENOSYS;
    return -1;
  }
  return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
