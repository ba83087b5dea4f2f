/** Nothing from elsewhere, no script, and the form goes to this page's own host only. */
export const pageHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
} as const

/** The login page. @param uid id of the login under way, from the provider's library: letters, digits, - and _ */
export function loginPage(uid: string, hasFailed: boolean): string {
  const failed = hasFailed ? '<p role="alert">Số định danh hoặc mật khẩu không đúng.</p>' : ''
  return `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><title>Đăng nhập</title>
<meta name="viewport" content="width=device-width"><style>body{font-family:sans-serif;margin:2rem auto;max-width:24rem}
label{display:block;margin:1rem 0}input{display:block;font:inherit;width:100%}</style></head>
<body><h1>Đăng nhập định danh điện tử</h1><p>Hệ thống diễn tập: chỉ có công dân giả lập.</p>${failed}
<form method="post" action="/interaction/${uid}">
<label>Số định danh <input name="soDinhDanh" inputmode="numeric" autocomplete="username" required></label>
<label>Mật khẩu <input name="matKhau" type="password" autocomplete="current-password" required></label>
<button type="submit">Đăng nhập</button></form></body></html>
`
}
