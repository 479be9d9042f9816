const coupons = [
  { code: 'SPRING10', percent: 10, minimum: 2000 },
  { code: 'TEAPOT15', percent: 15, minimum: 4500 },
  { code: 'WELCOME', percent: 5, minimum: 0 },
];

export function findCoupon(code) {
  const wanted = code.trim().toUpperCase();
  return coupons.find((coupon) => coupon.code === wanted);
}
